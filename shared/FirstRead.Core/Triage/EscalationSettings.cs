using System.Globalization;
using FirstRead.Core.Settings;

namespace FirstRead.Core.Triage;

/// <summary>When the next person is called.</summary>
/// <param name="After">Minutes after the first message, each later than the one before; behind the last it goes on at the length of the last.</param>
public sealed record EscalationSettings(IReadOnlyList<int> After)
{
    /// <summary>
    /// How long a sender has the alert to itself: longer than Triage and Reconcile may run, so that who comes after it knows
    /// that it is dead.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    private const int MostMinutes = 240;

    public static readonly EscalationSettings Standard = new([5, 10, 15]);

    /// <exception cref="SettingException">The setting is no list of rising minutes.</exception>
    public static EscalationSettings Read(EnvironmentReader environment)
    {
        var list = environment.List(EnvironmentNames.EscalationMinutes);
        if (list.Count == 0)
            return Standard;
        var minutes = list.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0).ToList();
        var rising = minutes.Zip(minutes.Skip(1)).All(pair => pair.First < pair.Second);
        return rising && minutes.All(value => value is > 0 and <= MostMinutes)
            ? new EscalationSettings(minutes)
            : throw new SettingException(EnvironmentNames.EscalationMinutes, $"must be rising minutes from 1 to {MostMinutes}, comma-separated");
    }

    /// <summary>When the next message goes, unless somebody acknowledges.</summary>
    /// <param name="sentAt">When the first was handed over.</param>
    /// <param name="messages">How many were, the one of <paramref name="now"/> included.</param>
    public DateTimeOffset NextAt(DateTimeOffset sentAt, int messages, DateTimeOffset now)
    {
        var last = After[^1];
        if (messages > After.Count)
            return now.AddMinutes(last);
        // Late, for it was put off or nobody looked: the step before it was not long ago.
        var at = sentAt.AddMinutes(After[messages - 1]);
        return at > now ? at : now.AddMinutes(After[messages - 1] - (messages > 1 ? After[messages - 2] : 0));
    }
}
