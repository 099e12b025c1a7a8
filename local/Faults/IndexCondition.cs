using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FirstRead.Core.Storage;

namespace FirstRead.Local.Faults;

/// <summary>The key condition and filter of a query on an index, as far as ours go: <c>a = :a AND b &lt;= :b AND begins_with(c, :c)</c>, all of texts.</summary>
internal sealed partial record IndexCondition(string? SortKey, IReadOnlyList<Func<JsonObject, bool>> Terms)
{
    private static readonly Dictionary<string, string> SortKeys = new()
    {
        [StudiesTable.DueIndex] = StudiesTable.DueAt,
        [StudiesTable.WorklistIndex] = StudiesTable.Rank,
        [StudiesTable.ClinicUploadsIndex] = StudiesTable.CreatedAt,
        [StudiesTable.ClinicSignaturesIndex] = StudiesTable.SignedAt,
        [StudiesTable.HoursIndex] = StudiesTable.HourAt,
    };

    /// <summary>Null where it says more than is understood here.</summary>
    public static IndexCondition? Of(JsonObject query)
    {
        var terms = new List<Func<JsonObject, bool>>();
        foreach (var expression in new[] { (string?)query["KeyConditionExpression"], (string?)query["FilterExpression"] }.OfType<string>())
            foreach (var text in expression.Split(" AND ", StringSplitOptions.TrimEntries))
                if (Term(text, query) is { } term)
                    terms.Add(term);
                else
                    return null;
        return SortKeys.TryGetValue((string)query["IndexName"]!, out var sortKey) ? new IndexCondition(sortKey, terms) : null;
    }

    /// <summary>Whether the item stands in the index and meets every term.</summary>
    public bool Holds(JsonObject item) => TextOf(item, SortKey!) is not null && Terms.All(term => term(item));

    public string SortKeyOf(JsonNode item) => TextOf(item.AsObject(), SortKey!) ?? "";

    private static Func<JsonObject, bool>? Term(string text, JsonObject query)
    {
        if (BeginsWith().Match(text) is { Success: true } begins && Value(query, begins.Groups[2].Value) is { } prefix)
            return item => TextOf(item, Name(query, begins.Groups[1].Value))?.StartsWith(prefix, StringComparison.Ordinal) == true;
        if (Compares().Match(text) is { Success: true } compares && Value(query, compares.Groups[3].Value) is { } value)
        {
            var (name, equal) = (Name(query, compares.Groups[1].Value), compares.Groups[2].Value == "=");
            return item => TextOf(item, name) is { } held && (equal ? held == value : string.CompareOrdinal(held, value) <= 0);
        }
        return null;
    }

    private static string Name(JsonObject query, string name) => name[0] == '#' ? (string)query["ExpressionAttributeNames"]![name]! : name;

    private static string? Value(JsonObject query, string name) => (string?)query["ExpressionAttributeValues"]?[name]?["S"];

    private static string? TextOf(JsonObject item, string name) => (string?)item[name]?["S"];

    [GeneratedRegex(@"^begins_with\((#?\w+), (:\w+)\)$")]
    private static partial Regex BeginsWith();

    [GeneratedRegex(@"^(#?\w+) (=|<=) (:\w+)$")]
    private static partial Regex Compares();
}
