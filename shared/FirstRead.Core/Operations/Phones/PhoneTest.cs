using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Operations.Phones;

/// <summary>The last test message to a person of the rota.</summary>
/// <param name="Code">Six digits that stand in the message: who tells them has it in hand.</param>
/// <param name="Failure">Why it could not be handed over; null where it was.</param>
/// <param name="ConfirmedAt">When the person told the code, which alone proves that the message arrived.</param>
/// <param name="Guesses">Wrong codes so far.</param>
public sealed record PhoneTest(
    string Person, MessageChannel Channel, string Code, DateTimeOffset SentAt, string SentBy, string? Failure = null, DateTimeOffset? ConfirmedAt = null, string? ConfirmedBy = null, int Guesses = 0)
{
    public const int MostGuesses = 5;

    /// <summary>Between two messages to one person.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
}

/// <summary>The last test of each person.</summary>
public interface IPhoneTests
{
    Task<IReadOnlyList<PhoneTest>> ListAsync(CancellationToken cancel);

    Task<PhoneTest?> GetAsync(string person, CancellationToken cancel);

    /// <summary>Writes the test if what stands is <paramref name="seen"/> (null: nothing); false where it is not.</summary>
    Task<bool> PutAsync(PhoneTest test, PhoneTest? seen, CancellationToken cancel);
}
