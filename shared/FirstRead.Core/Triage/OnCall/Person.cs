using System.Text.RegularExpressions;

namespace FirstRead.Core.Triage.OnCall;

/// <summary>Who can be called.</summary>
/// <param name="Id">1 to 32 of <c>a-z 0-9 -</c>: what shifts name, what the topic's subscribers filter by, what is stored with each step.</param>
/// <param name="Channels">In the order in which they are tried.</param>
/// <param name="Phone">E.164: a plus sign and 8 to 15 digits; needed for <see cref="MessageChannel.Sms"/>.</param>
/// <param name="QuietHours">Within these the person is called after everyone on call who has none now; never left out.</param>
public sealed partial record Person(string Id, string Name, IReadOnlyList<MessageChannel> Channels, string? Phone = null, LocalHours? QuietHours = null)
{
    private const int LongestName = 80;

    public bool IsQuietAt(DateTimeOffset instant) => QuietHours?.Covers(instant) == true;

    public IEnumerable<string> Problems()
    {
        if (!IdPattern().IsMatch(Id))
            yield return "id must be 1 to 32 of a-z, 0-9 and hyphen";
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName)
            yield return $"name must be 1 to {LongestName} characters";
        if (Channels.Count == 0 || Channels.Distinct().Count() != Channels.Count)
            yield return "channels must name at least one of sms, email, webhook, each once";
        if (Channels.Contains(MessageChannel.Sms) && Phone is null)
            yield return "phone is needed for the channel sms";
        if (Phone is not null && !PhonePattern().IsMatch(Phone))
            yield return "phone must be E.164: a plus sign and 8 to 15 digits";
        foreach (var problem in QuietHours?.Problems() ?? [])
            yield return $"quietHours.{problem}";
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A\+[1-9][0-9]{7,14}\z")]
    private static partial Regex PhonePattern();
}
