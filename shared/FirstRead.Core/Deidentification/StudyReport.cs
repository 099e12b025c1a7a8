namespace FirstRead.Core.Deidentification;

/// <summary>What was done to all instances of a study: the instances' reports added up.</summary>
/// <param name="Instances">Those whose reports are in it.</param>
/// <param name="Profiles">Names; more than one where the profile changed between uploads. So are <paramref name="Methods"/> and <paramref name="Software"/>.</param>
/// <param name="Options">How many instances say each CID 7050 code of themselves.</param>
/// <param name="Attributes">In tag order, counts added.</param>
/// <param name="PixelInstances">Instances whose pixels were looked at.</param>
/// <param name="BoxesBlanked">Over all frames.</param>
/// <param name="MarkersKept">Over all frames.</param>
/// <param name="WithoutReport">Instances of the study whose report is missing: nothing here speaks of them.</param>
public sealed record StudyReport(
    int Instances,
    IReadOnlyList<string> Profiles,
    IReadOnlyList<string> Methods,
    IReadOnlyList<string> Software,
    IReadOnlyDictionary<string, int> Options,
    IReadOnlyList<AttributeCount> Attributes,
    int PixelInstances,
    int BoxesBlanked,
    int MarkersKept,
    int WithoutReport = 0)
{
    public static StudyReport Empty { get; } = Of([]);

    /// <summary>With one more instance.</summary>
    public StudyReport And(DeidentificationReport instance) => And(Of([instance]));

    /// <summary>With the instances of another.</summary>
    public StudyReport And(StudyReport other) => new(
        Instances + other.Instances,
        Union(Profiles.Concat(other.Profiles)),
        Union(Methods.Concat(other.Methods)),
        Union(Software.Concat(other.Software)),
        Sum(Options.Concat(other.Options)),
        Sum(Attributes.Concat(other.Attributes)),
        PixelInstances + other.PixelInstances,
        BoxesBlanked + other.BoxesBlanked,
        MarkersKept + other.MarkersKept,
        WithoutReport + other.WithoutReport);

    public static StudyReport Of(IReadOnlyCollection<DeidentificationReport> instances) => new(
        instances.Count,
        Union(instances.Select(report => report.Profile)),
        Union(instances.Select(report => report.Method)),
        Union(instances.Select(report => report.Software)),
        Sum(instances.SelectMany(report => report.Options).Select(option => KeyValuePair.Create(option, 1))),
        Sum(instances.SelectMany(report => report.Attributes)),
        instances.Count(report => report.Pixels is not null),
        instances.Sum(report => report.Pixels?.BoxesBlanked.Sum() ?? 0),
        instances.Sum(report => report.Pixels?.MarkersKept ?? 0));

    private static string[] Union(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    private static SortedDictionary<string, int> Sum(IEnumerable<KeyValuePair<string, int>> counts) =>
        new(counts.GroupBy(count => count.Key).ToDictionary(group => group.Key, group => group.Sum(count => count.Value)), StringComparer.Ordinal);

    private static AttributeCount[] Sum(IEnumerable<AttributeCount> attributes) =>
    [
        .. attributes
            .GroupBy(attribute => attribute with { Count = 0 })
            .Select(group => group.Key with { Count = group.Sum(attribute => attribute.Count) })
            .OrderBy(attribute => attribute.Tag, StringComparer.Ordinal).ThenBy(attribute => attribute.Action, StringComparer.Ordinal)
            .ThenBy(attribute => attribute.Reason, StringComparer.Ordinal).ThenBy(attribute => attribute.Option, StringComparer.Ordinal),
    ];
}
