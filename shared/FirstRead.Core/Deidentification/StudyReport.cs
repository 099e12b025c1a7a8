namespace FirstRead.Core.Deidentification;

/// <summary>What was done to all instances of a study: the instances' reports added up.</summary>
/// <param name="Options">How many instances say each CID 7050 code of themselves.</param>
/// <param name="Attributes">In tag order, counts added.</param>
/// <param name="BoxesBlanked">Over all frames.</param>
public sealed record StudyReport(
    int Instances,
    IReadOnlyList<string> Profiles,
    IReadOnlyDictionary<string, int> Options,
    IReadOnlyList<AttributeCount> Attributes,
    int BoxesBlanked,
    int MarkersKept)
{
    /// <summary>With one more instance.</summary>
    public StudyReport And(DeidentificationReport instance)
    {
        var one = Of([instance]);
        return new StudyReport(
            Instances + 1,
            [.. Profiles.Union(one.Profiles).Order(StringComparer.Ordinal)],
            new SortedDictionary<string, int>(Options.Concat(one.Options).GroupBy(option => option.Key).ToDictionary(group => group.Key, group => group.Sum(option => option.Value)), StringComparer.Ordinal),
            Sum(Attributes.Concat(one.Attributes)),
            BoxesBlanked + one.BoxesBlanked,
            MarkersKept + one.MarkersKept);
    }

    public static StudyReport Of(IReadOnlyCollection<DeidentificationReport> instances) => new(
        instances.Count,
        [.. instances.Select(report => report.Profile).Distinct().Order(StringComparer.Ordinal)],
        new SortedDictionary<string, int>(instances.SelectMany(report => report.Options).GroupBy(option => option).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal),
        Sum(instances.SelectMany(report => report.Attributes)),
        instances.Sum(report => report.Pixels?.BoxesBlanked.Sum() ?? 0),
        instances.Sum(report => report.Pixels?.MarkersKept ?? 0));

    private static AttributeCount[] Sum(IEnumerable<AttributeCount> attributes) =>
    [
        .. attributes
            .GroupBy(attribute => attribute with { Count = 0 })
            .Select(group => group.Key with { Count = group.Sum(attribute => attribute.Count) })
            .OrderBy(attribute => attribute.Tag, StringComparer.Ordinal).ThenBy(attribute => attribute.Action, StringComparer.Ordinal),
    ];
}
