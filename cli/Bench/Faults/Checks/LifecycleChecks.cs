using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Lifecycle;

namespace FirstRead.Cli.Bench.Faults.Checks;

/// <summary>Each single write that came about made a move that docs/lifecycle.md lists, or none.</summary>
public static class LifecycleChecks
{
    private static readonly IReadOnlyList<Watched> All =
    [
        new(UploadLifecycle.Machine.Drawn, item => Is(item, StudiesTable.UploadPrefix, StudiesTable.Meta), item => item is null ? null : StoredNames.Of(UploadOf(item))),
        new(FileLifecycle.Machine.Drawn, item => Is(item, StudiesTable.UploadPrefix, StudiesTable.FilePrefix), item => item?.Text(StudiesAttributes.State)),
        new(StudyLifecycle.Machine.Drawn, item => Is(item, StudiesTable.StudyPrefix, StudiesTable.Meta), item => item?.Text(StudiesAttributes.Status)),
        new(ReadingLifecycle.Machine.Drawn, item => Is(item, StudiesTable.StudyPrefix, StudiesTable.Meta), item => item is null ? null : By(item, "open", (StudiesAttributes.ReleasedAt, "released"), (StudiesAttributes.SignedAt, "signed"))),
        new(WorkLifecycle.Machine.Drawn, item => item.Pk == StudiesTable.QueuePartition, item => item is null ? "none" : By(item, "waiting", (StudiesAttributes.Owner, "taken"))),
        new(SlotLifecycle.Machine.Drawn, item => item.Pk == StudiesTable.SlotPartition, item => item?.Text(StudiesAttributes.Study) is null ? "free" : By(item, "claimed", (StudiesAttributes.TaskArn, "running"))),
        new(AlertLifecycle.Machine.Drawn, item => Is(item, StudiesTable.StudyPrefix, StudiesTable.AlertPrefix), item => item?.Text(AccessAttributes.State)),
        new(HoldLifecycle.Machine.Drawn, item => item.Pk == StudiesTable.HoldPartition, item => item is null ? "none" : By(item, "waiting", (StudiesAttributes.Verdict, "decided"))),
    ];

    /// <param name="writes">All that the studies table ever took, those of one item in their order.</param>
    /// <param name="items">What stands there now.</param>
    public static IEnumerable<FaultCheck> Of(IReadOnlyList<StoredWrite> writes, IReadOnlyList<StoredItem> items)
    {
        foreach (var watched in All)
        {
            var own = writes.Where(write => watched.Covers(write.Item)).ToList();
            var moves = own.Select(write => new Step(write.Item, watched.StateOf(write.Before), watched.StateOf(write.After))).Where(step => step.From != step.To).ToList();
            yield return new FaultCheck($"each {watched.Machine.Name} moved as its lifecycle lists, write by write", moves.Count,
                [.. moves.Where(step => !IsListed(watched.Machine, step)).Select(step => $"{step.Item}: {step.From ?? "not there"} to {step.To ?? "not there"}")]);
        }
        var told = new Dictionary<(string, string), StoredItem?>();
        foreach (var write in writes)
            told[(write.Item.Pk, write.Item.Sk)] = write.After;
        var standing = items.SelectMany(item => All.Where(watched => watched.Covers(item)).Select(watched => (Item: item, Watched: watched))).ToList();
        yield return new FaultCheck("the stream told of each record as it stands", standing.Count,
            [.. standing.Where(one => one.Watched.StateOf(one.Item) != one.Watched.StateOf(told.GetValueOrDefault((one.Item.Pk, one.Item.Sk)))).Select(one => $"{one.Item}: {one.Watched.Machine.Name}")]);
    }

    /// <summary>A record may begin in its first state, by a move from there, or in a state that nothing else leads to.</summary>
    private static bool IsListed(DrawnMachine machine, Step step) =>
        step.From is null && (step.To == machine.Start || !machine.Moves.Any(move => move.To.Contains(step.To)))
        || machine.Moves.Any(move => move.From.Contains(step.From ?? machine.Start) && move.To.Contains(step.To));

    private static bool Is(StoredItem item, string partition, string sort) => item.Pk.StartsWith(partition, StringComparison.Ordinal) && item.Sk.StartsWith(sort, StringComparison.Ordinal);

    private static UploadState UploadOf(StoredItem item) =>
        UploadLifecycle.StateOf(item.Flag(StudiesAttributes.Open), item.Flag(StudiesAttributes.Cancelled), item.Flag(StudiesAttributes.Growing));

    /// <summary>The state of the first attribute that is there.</summary>
    private static string By(StoredItem item, string otherwise, params ReadOnlySpan<(string Attribute, string State)> states)
    {
        foreach (var (attribute, state) in states)
            if (item.Attributes.ContainsKey(attribute))
                return state;
        return otherwise;
    }

    private sealed record Watched(DrawnMachine Machine, Func<StoredItem, bool> Covers, Func<StoredItem?, string?> StateOf);

    private sealed record Step(StoredItem Item, string? From, string? To);
}
