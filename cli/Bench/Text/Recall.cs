namespace FirstRead.Cli.Bench.Text;

/// <summary>How many of the planted lines were covered, by any property of them.</summary>
internal sealed class Recall
{
    private readonly List<(PlantedText Text, bool Found, bool AtOnce)> lines = [];

    public int Count => lines.Count;

    /// <param name="found">By both passes.</param>
    /// <param name="atOnce">By the first.</param>
    public void Add(PlantedText text, bool found, bool atOnce) => lines.Add((text, found, atOnce));

    public string All() => Share(lines);

    public string Of(Predicate<PlantedText> which) => Share(lines.FindAll(line => which(line.Text)));

    public IEnumerable<(string Group, string Share)> By<T>(Func<PlantedText, T> property)
        where T : notnull =>
        lines.GroupBy(line => property(line.Text)).OrderBy(group => group.Key).Select(group => ($"{group.Key}", Share([.. group])));

    private static string Share(List<(PlantedText Text, bool Found, bool AtOnce)> group) => group.Count == 0
        ? "- | -"
        : FormattableString.Invariant($"{100.0 * group.Count(line => line.Found) / group.Count:F1} % of {group.Count} | {100.0 * group.Count(line => line.AtOnce) / group.Count:F1} %");
}
