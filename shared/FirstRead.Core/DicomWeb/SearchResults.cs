using System.Text.Json.Nodes;

namespace FirstRead.Core.DicomWeb;

/// <summary>What searches answer of one study, series or instance (PS3.18 10.6.3.3).</summary>
public static class SearchResults
{
    private const string Modality = "00080060";
    private const string ModalitiesInStudy = "00080061";
    private const string SopClass = "00080016";
    private const string SopClassesInStudy = "00080062";

    /// <summary>Table 10.6.3-3, without what is counted, and the description that every viewer asks for.</summary>
    private static readonly string[] StudyAttributes =
        ["00080005", "00080020", "00080030", "00080050", "00080090", "00080201", "00081030", "00100010", "00100020", "00100030", "00100040", "0020000D", "00200010"];

    private static readonly string[] MoreOfStudies = ["00101010", "00101020", "00101030", "00120062", "00120063", "00280303"];

    /// <summary>Table 10.6.3-4.</summary>
    private static readonly string[] SeriesAttributes =
        ["00080005", "00080021", "00080031", "00080060", "00080201", "0008103E", "0020000D", "0020000E", "00200011", "00400244", "00400245", "00400275"];

    private static readonly string[] MoreOfSeries = ["00180015", "00181030", "00185100", "00200052", "00200060", "00081090", "00080070"];

    /// <summary>Table 10.6.3-5.</summary>
    private static readonly string[] InstanceAttributes =
        ["00080005", "00080016", "00080018", "00080201", "0020000D", "0020000E", "00200013", "00280008", "00280010", "00280011", "00280100"];

    private static readonly string[] PixelData = ["7FE00008", "7FE00009", "7FE00010"];

    /// <param name="first">Of one of the study's images, from which what all share is taken.</param>
    /// <param name="modalities">Of all its instances.</param>
    /// <param name="series">How many.</param>
    /// <param name="instances">How many.</param>
    public static SearchResult Study(JsonObject first, IEnumerable<string> modalities, IEnumerable<string> sopClasses, int series, int instances, string url) => new(first, StudyAttributes, MoreOfStudies, new(Retrievable(url))
    {
        [ModalitiesInStudy] = JsonAttributes.Of("CS", Texts(modalities)),
        [SopClassesInStudy] = JsonAttributes.Of("UI", Texts(sopClasses)),
        ["00201206"] = JsonAttributes.Of("IS", series),
        ["00201208"] = JsonAttributes.Of("IS", instances),
    });

    /// <param name="instances">Of one series.</param>
    public static SearchResult Series(IReadOnlyList<CatalogueEntry> instances, string url) => new(instances[0].Dataset, SeriesAttributes, MoreOfSeries, new(Retrievable(url))
    {
        ["00201209"] = JsonAttributes.Of("IS", instances.Count),
    });

    public static SearchResult Instance(CatalogueEntry instance, string url) => new(
        instance.Dataset, InstanceAttributes, [.. instance.Dataset.Select(attribute => attribute.Key).Except(PixelData)], Retrievable(url));

    public static string? ModalityOf(CatalogueEntry entry) => JsonAttributes.TextOf(entry.Dataset, Modality);

    public static string? SopClassOf(CatalogueEntry entry) => JsonAttributes.TextOf(entry.Dataset, SopClass);

    private static Dictionary<string, JsonObject> Retrievable(string url) => new()
    {
        ["00080056"] = JsonAttributes.Of("CS", "ONLINE"),
        ["00081190"] = JsonAttributes.Of("UR", url),
    };

    private static IEnumerable<JsonNode> Texts(IEnumerable<string> texts) => texts.Distinct().Order(StringComparer.Ordinal).Select(text => (JsonNode)text);
}

/// <summary>One thing that may match.</summary>
/// <param name="Dataset">What it is taken from.</param>
/// <param name="Always">Attributes of every answer.</param>
/// <param name="More">Those that <c>includefield=all</c> adds.</param>
/// <param name="Computed">Not in any header.</param>
public sealed record SearchResult(JsonObject Dataset, IReadOnlyList<string> Always, IReadOnlyList<string> More, Dictionary<string, JsonObject> Computed)
{
    public bool Matches(MatchingKey key) => key.Matches(JsonAttributes.TextsOf(Computed.TryGetValue(key.Attribute, out var value) ? new JsonObject { [key.Attribute] = value.DeepClone() } : Dataset, key.Attribute));

    public JsonObject ToJson(SearchQuery query)
    {
        var asked = Always.Concat(query.Includes).Concat(query.Keys.Select(key => key.Attribute)).Concat(query.IncludesAll ? More : []).Concat(Computed.Keys).Distinct().Order(StringComparer.Ordinal);
        var answer = new JsonObject();
        foreach (var id in asked)
            if ((Computed.GetValueOrDefault(id) ?? Dataset[id]) is { } attribute)
                answer[id] = attribute.DeepClone();
        return answer;
    }
}
