using FirstRead.Cli.Demo;
using FirstRead.Core.Storage;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>Everything that is stored, at one time: all rows of the studies table, all keys of all buckets, all messages.</summary>
/// <param name="Objects">By bucket: keys with their sizes, newest versions alone.</param>
/// <param name="Spooled">Events on their way to a function.</param>
public sealed record StoredWorld(
    IReadOnlyList<StoredItem> Items, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Objects, IReadOnlyList<PostedMessage> Messages, int Spooled)
{
    public IReadOnlyList<StoredItem> Uploads { get; } = [.. Items.Where(item => item.Pk.StartsWith(StudiesTable.UploadPrefix, StringComparison.Ordinal) && item.Sk == StudiesTable.Meta)];

    public IReadOnlyList<StoredItem> Files { get; } = [.. Items.Where(item => item.Pk.StartsWith(StudiesTable.UploadPrefix, StringComparison.Ordinal) && Of(item, StudiesTable.FilePrefix))];

    /// <summary>Rows whose announcement broke off before its upload stood: nobody was given an address to send them to, and the clinic announced them anew.</summary>
    public IReadOnlyList<StoredItem> Unpromised { get; } = [.. Lacking(Items)];

    public IReadOnlyList<StoredItem> Studies { get; } = [.. Items.Where(item => item.Pk.StartsWith(StudiesTable.StudyPrefix, StringComparison.Ordinal) && item.Sk == StudiesTable.Meta)];

    public IReadOnlyList<StoredItem> Instances { get; } = [.. Items.Where(item => item.Pk.StartsWith(StudiesTable.StudyPrefix, StringComparison.Ordinal) && Of(item, StudiesTable.InstancePrefix))];

    public ILookup<string, StoredItem> Results { get; } = Items.Where(item => Of(item, StudiesTable.ResultPrefix)).ToLookup(item => item.Pk);

    public ILookup<string, StoredItem> Alerts { get; } = Items.Where(item => Of(item, StudiesTable.AlertPrefix)).ToLookup(item => item.Pk);

    public IReadOnlyList<StoredItem> Queue { get; } = [.. Items.Where(item => item.Pk == StudiesTable.QueuePartition)];

    /// <summary>Places of tasks that are taken.</summary>
    public IReadOnlyList<StoredItem> Slots { get; } = [.. Items.Where(item => item.Pk == StudiesTable.SlotPartition && item.Text(StudiesAttributes.Study) is not null)];

    public IReadOnlyList<StoredItem> Holds { get; } = [.. Items.Where(item => item.Pk == StudiesTable.HoldPartition)];

    private static IEnumerable<StoredItem> Lacking(IReadOnlyList<StoredItem> items)
    {
        var uploads = items.Where(item => item.Sk == StudiesTable.Meta).Select(item => item.Pk).ToHashSet();
        return items.Where(item => item.Pk.StartsWith(StudiesTable.UploadPrefix, StringComparison.Ordinal) && Of(item, StudiesTable.FilePrefix) && !uploads.Contains(item.Pk));
    }

    private static bool Of(StoredItem item, string prefix) => item.Sk.StartsWith(prefix, StringComparison.Ordinal);
}

/// <summary>A message that the local SNS handed over.</summary>
public sealed record PostedMessage(DateTimeOffset At, string Id, string Text);
