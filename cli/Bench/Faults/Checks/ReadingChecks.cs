using FirstRead.Cli.Bench.Faults.Readers;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Triage;

namespace FirstRead.Cli.Bench.Faults.Checks;

/// <summary>What a person did stands, and nothing that she did not do: acknowledgements, signatures, releases, and the audit chains behind them.</summary>
internal static class ReadingChecks
{
    /// <summary>A sender that claimed an alert before it was acknowledged may still have been at it.</summary>
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(30);

    public static IEnumerable<FaultCheck> Of(StoredWorld world, IReadOnlyList<StoredRound> rounds, ReleasedWorld released, IReadOnlyList<IReadOnlyList<AuditEntry>> chains, IReadOnlyList<ReaderAct> acts)
    {
        var studies = world.Studies.ToDictionary(study => study.Pk[StudiesTable.StudyPrefix.Length..]);
        var seen = acts.Where(act => act is { What: AuditActs.Acknowledge, End: ActEnd.Done } && !IsAskedAgain(world, studies[act.Study])).GroupBy(act => act.Study).Select(of => of.First()).ToList();
        yield return new FaultCheck("an acknowledgement that was answered stands", seen.Count, [.. seen.Where(act => studies[act.Study].Text(StudiesAttributes.AcknowledgedAt) is null).Select(act => act.Study)]);
        yield return new FaultCheck("nobody is called any more once an alert was acknowledged", seen.Count, [.. seen.SelectMany(act => Later(world, act, studies[act.Study]))]);
        var signed = rounds.Where(round => round.Signature is not null).ToList();
        yield return new FaultCheck("each result version is signed at most once", signed.Count, [.. signed.GroupBy(round => (round.Study, round.Signature!.ResultAttempt)).Where(of => of.Count() > 1).Select(of => $"{of.Key}")]);
        var marks = signed.Select(round => (round.Study, round.Signature!.Impression)).ToHashSet();
        var signings = acts.Where(act => act.What == AuditActs.Sign).ToList();
        yield return new FaultCheck("a signature that was answered stands, one that was refused does not", signings.Count,
            [.. signings.Where(act => act.End != ActEnd.Unanswered && marks.Contains((act.Study, act.Mark!)) != (act.End == ActEnd.Done)).Select(act => $"{act.Study}: {act.End}"),
             .. marks.Except(signings.Select(act => (act.Study, act.Mark!))).Select(mark => $"{mark.Study}: signed by nobody")]);
        var results = world.Objects[ResourceNames.ResultsBucket];
        yield return new FaultCheck("each signature has exactly one signed report, and all its documents are there", signed.Count,
            [.. signed.Where(round => round.Signature!.Objects is not { } keys || keys.Count(key => Path.GetFileName(key) == SignedSet.ReportName) != 1 || !keys.All(results.ContainsKey)).Select(round => $"{round.Study} {round.Number}")]);
        yield return new FaultCheck("each signature is released once, to its clinic and no other", signed.Count, [.. Unreleased(signed, released)]);
        yield return new FaultCheck("every audit chain verifies", chains.Count, [.. chains.Where(chain => AuditChain.FirstBroken(chain) is not null).Select(chain => chain[0].Event.Subject)]);
        var trail = chains.SelectMany(chain => chain).Select(entry => (entry.Event.Subject, entry.Event.What)).ToHashSet();
        var done = acts.Where(act => act.End == ActEnd.Done).ToList();
        yield return new FaultCheck("every act that was answered stands in its study's chain", done.Count, [.. done.Where(act => !trail.Contains(($"{StudiesTable.StudyPrefix}{act.Study}", act.What))).Select(act => $"{act.Study}: {act.What}")]);
    }

    /// <summary>A later result alerts again: that is another matter.</summary>
    private static bool IsAskedAgain(StoredWorld world, StoredItem study) => world.Alerts[study.Pk].Count(alert => alert.Text(AccessAttributes.State) != AlertStateNames.Of(AlertState.Recorded)) > 1;

    private static IEnumerable<string> Later(StoredWorld world, ReaderAct act, StoredItem study) =>
        world.Messages.Where(message => AlertChecks.IsAbout(message, study) && message.At > act.At + Sending).Select(message => $"{act.Study}: acknowledged {act.At:O}, called {message.At:O}");

    private static IEnumerable<string> Unreleased(List<StoredRound> signed, ReleasedWorld released)
    {
        var stored = signed.Select(round => (round.Study, round.Number)).ToHashSet();
        var listed = released.Listed.Select(entry => (entry.StudyId, entry.Number)).ToList();
        foreach (var missing in stored.Except(listed))
            yield return $"{missing} is not listed";
        foreach (var extra in listed.GroupBy(entry => entry).Where(of => of.Count() > 1 || !stored.Contains(of.Key)))
            yield return $"{extra.Key} is listed {extra.Count()} times";
        foreach (var entry in released.Listed.Except(released.Fetched))
            yield return $"{entry.StudyId} {entry.Number} could not be fetched";
        foreach (var entry in released.Others)
            yield return $"{entry.StudyId} {entry.Number} is offered to another clinic";
    }
}

/// <summary>A round of review as it is stored.</summary>
internal sealed record StoredRound(string Study, int Number, Signature? Signature);
