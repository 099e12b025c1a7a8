using System.Globalization;

namespace FirstRead.Core.DicomWeb;

/// <summary>The query of a search (PS3.18 8.3.4).</summary>
/// <param name="Includes">Attributes beyond those that every answer has.</param>
/// <param name="IncludesAll"><c>includefield=all</c>.</param>
/// <param name="IsFuzzy"><c>fuzzymatching=true</c>, which is not done here and said so.</param>
public sealed record SearchQuery(IReadOnlyList<MatchingKey> Keys, IReadOnlyList<string> Includes, bool IncludesAll, int Limit, int Offset, bool IsFuzzy)
{
    public const int StandardLimit = 100;
    public const int MostLimit = 1000;

    private const int LongestValue = 256;
    private const int MostKeys = 32;
    private const string StudyInstanceUid = "0020000D";

    /// <summary>UIDs of studies that alone can match; null where the query names none.</summary>
    public IReadOnlyList<string>? Studies => Keys.FirstOrDefault(key => key.Attribute == StudyInstanceUid && key.Value.Length > 0)?.Value.Split(',', '\\');

    /// <summary>The query, or the name of the parameter that is wrong and what is wrong with it.</summary>
    public static (SearchQuery? Query, string? Parameter, string? Fault) Parse(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var (keys, includes) = (new List<MatchingKey>(), new List<string>());
        var (all, limit, offset, fuzzy) = (false, StandardLimit, 0, false);
        foreach (var (name, value) in parameters)
            switch (name.ToLowerInvariant())
            {
                case "limit" when IsCount(value, out limit) && limit > 0:
                case "offset" when IsCount(value, out offset):
                    break;
                case "limit" or "offset":
                    return (null, name, "must be a number");
                case "fuzzymatching":
                    fuzzy = value == "true";
                    break;
                case "accept":
                    break;
                case "includefield":
                    foreach (var field in value.Split(','))
                        if (field == "all")
                            all = true;
                        // Attributes that we do not know are none that we hold (8.3.4.3).
                        else if (AttributeId.Parse(field) is { } id)
                            includes.Add(id);
                    break;
                default:
                    if (AttributeId.Parse(name) is not { } attribute)
                        return (null, name, "is no attribute by keyword or eight digits; attributes within sequences are not matched here");
                    if (value.Length > LongestValue || keys.Count == MostKeys)
                        return (null, name, $"must be at most {LongestValue} characters, of at most {MostKeys} attributes");
                    keys.Add(new MatchingKey(attribute, value));
                    break;
            }
        return (new SearchQuery(keys, includes, all, Math.Min(limit, MostLimit), offset, fuzzy), null, null);
    }

    private static bool IsCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
