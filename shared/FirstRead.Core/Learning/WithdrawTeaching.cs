using FirstRead.Core.Studies;

namespace FirstRead.Core.Learning;

/// <summary>
/// Takes a study's teaching case back: from this write on learners are shown nothing of it, and its objects go with the next look
/// of the function that made them. Erasing a patient calls this for each study before it erases, and looks until it says that it is done.
/// </summary>
public sealed class WithdrawTeaching(ITeachingStore cases, TimeProvider clock)
{
    private const int Tries = 8;

    /// <summary>True when nothing is left of the study's case, or it never had one; false while its objects still go.</summary>
    public async Task<bool> WithdrawAsync(StudyId study, CancellationToken cancel) =>
        await cases.GetOfStudyAsync(study, cancel) is not { } standing || (await WithdrawAsync(standing.Id, cancel))?.State == CaseState.Withdrawn;

    /// <summary>The case as it then stands; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">Too many wrote at the same time.</exception>
    public async Task<TeachingCase?> WithdrawAsync(CaseId id, CancellationToken cancel)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await cases.GetAsync(id, cancel) is not { } standing)
                return null;
            if (standing.State is CaseState.Withdrawing or CaseState.Withdrawn)
                return standing;
            if (await cases.ReplaceAsync(standing.Withdraw(clock.GetUtcNow()), cancel) is { } stored)
                return stored;
        }
        throw new InvalidOperationException($"Teaching case {id} is written too often to be withdrawn: try again.");
    }
}
