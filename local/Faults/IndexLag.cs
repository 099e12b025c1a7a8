using System.Diagnostics;
using System.Text.Json.Nodes;
using FirstRead.Core.Storage;

namespace FirstRead.Local.Faults;

/// <summary>
/// What an index does not know yet (developer guide, "Global secondary indexes": they follow the table with a delay). An item that was written
/// within the lag is answered as it was before: the one that was not there is left out, the one that was is put back.
/// </summary>
internal sealed class IndexLag(double mostSeconds, FaultDice dice)
{
    private readonly Lock _gate = new();
    private readonly List<(long At, WrittenItem Item, JsonObject? Before)> _recent = [];

    /// <summary>Whether items of this kind can stand in an index at all: the others are not looked up before each write.</summary>
    public static bool Concerns(WrittenItem item) => item.Sk is StudiesTable.Meta
        || item.Sk.StartsWith(StudiesTable.ResultPrefix, StringComparison.Ordinal) || item.Sk.StartsWith(StudiesTable.AlertPrefix, StringComparison.Ordinal)
        || item.Sk.StartsWith(StudiesTable.ReviewPrefix, StringComparison.Ordinal) || item.Sk.StartsWith(StudiesTable.HourPrefix, StringComparison.Ordinal);

    /// <param name="before">The item as it stood; null where there was none.</param>
    public void Written(WrittenItem item, JsonObject? before)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            _recent.RemoveAll(write => Stopwatch.GetElapsedTime(write.At, now).TotalSeconds > mostSeconds);
            _recent.Add((now, item, before));
        }
    }

    /// <summary>Makes the answer as old as the lag; false when it is the same.</summary>
    public bool MakeStale(DynamoRequest query, JsonObject answer)
    {
        if (IndexCondition.Of(query.Body) is not { } condition || answer["Items"] is not JsonArray items)
            return false;
        var before = Before((string)query.Body["TableName"]!, dice.UpTo(mostSeconds));
        var kept = items.Where(item => !before.ContainsKey(KeyOf(item!))).ToList();
        // What spans several pages is only made shorter: an item that is put back on each would come twice.
        var whole = query.Body["ExclusiveStartKey"] is null && answer["LastEvaluatedKey"] is null;
        var put = whole ? before.Values.OfType<JsonObject>().Where(condition.Holds).ToList() : [];
        if (put.Count == 0 && kept.Count == items.Count)
            return false;
        IEnumerable<JsonNode?> sorted = [.. kept.Concat(put).OrderBy(item => condition.SortKeyOf(item!), StringComparer.Ordinal)];
        if (!((bool?)query.Body["ScanIndexForward"] ?? true))
            sorted = sorted.Reverse();
        var stale = sorted.Take((int?)query.Body["Limit"] ?? int.MaxValue).Select(item => item!.DeepClone()).ToArray();
        (answer["Items"], answer["Count"]) = (new JsonArray(stale), stale.Length);
        return true;
    }

    /// <summary>What was written within the lag, as it stood at its beginning.</summary>
    private Dictionary<(string, string), JsonObject?> Before(string table, TimeSpan lag)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            var before = new Dictionary<(string, string), JsonObject?>();
            foreach (var (at, item, image) in _recent)
                if (item.Table == table && Stopwatch.GetElapsedTime(at, now) <= lag)
                    before.TryAdd((item.Pk, item.Sk), image);
            return before;
        }
    }

    private static (string, string) KeyOf(JsonNode item) => ((string)item["pk"]!["S"]!, (string)item["sk"]!["S"]!);
}
