using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Reidentify.Releases;

/// <summary>A study as it stood when it was last signed, whatever came after.</summary>
/// <param name="Reading">With the result that was in view, up to the signed round, which is its last.</param>
/// <param name="Instances">All of the study.</param>
/// <param name="Superseded">A newer result came after.</param>
internal sealed record SignedStudy(Reading Reading, IReadOnlyList<Instance> Instances, bool Superseded)
{
    public ReviewRound Round => Reading.Rounds[^1];

    public Signature Signature => Round.Signature!;

    /// <summary>The signature before this one; null for the first.</summary>
    public ReviewRound? Former => Reading.Rounds.SkipLast(1).LastOrDefault(round => round.Signature is not null);

    /// <summary>Null when nobody has signed the study.</summary>
    public static async Task<SignedStudy?> ReadAsync(SignedStores stores, Study study, CancellationToken cancel)
    {
        var rounds = await stores.Reviews.ListAsync(study.Id, cancel);
        if (rounds.LastOrDefault(round => round.Signature is not null) is not { Signature: { } signature } last)
            return null;
        var result = signature.ResultAttempt > 0 ? await stores.Results.GetAsync(study.Id, signature.ResultAttempt, cancel) : null;
        var then = study with { ResultAttempt = signature.ResultAttempt, Times = study.Times with { SignedAt = signature.SignedAt } };
        return new SignedStudy(
            new Reading(then, result, [.. rounds.Where(round => round.Number <= last.Number)]),
            await stores.Studies.ListInstancesAsync(study.Id, cancel),
            study.ResultAttempt != signature.ResultAttempt || study.Times.SignedAt is null);
    }
}
