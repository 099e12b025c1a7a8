namespace FirstRead.Core.Intake.Holds;

/// <summary>
/// Carries out anew what was decided and never came to its end: the process that took the decision died before it had
/// copied the original, or the copy's event was lost. It stops after a day: what fails that often needs a person.
/// </summary>
/// <param name="patience">At least as long as Ingest may work on one file, so that no decision is taken up that is being carried out.</param>
public sealed class ResumeDecisions(IHoldStore holds, CarryOutDecision carryOut, TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How many were taken up.</summary>
    public async Task<int> ResumeAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var resumed = 0;
        foreach (var held in await holds.ListStandingAsync(now - patience, now - Longest, cancel))
        {
            // Noted first: of several looks at once one goes on, and one that dies here is followed by the next after the same pause.
            if (!await holds.NoteResumedAsync(held, now, cancel))
                continue;
            await carryOut.CarryOutAsync(held, held.Decision!, cancel);
            resumed++;
        }
        return resumed;
    }
}
