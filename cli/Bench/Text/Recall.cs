namespace FirstRead.Cli.Bench.Text;

/// <summary>How many of the planted lines were covered, by any property of them.</summary>
internal sealed class Recall
{
    private readonly List<Line> lines = [];

    public int Count => lines.Count;

    /// <param name="found">By both passes.</param>
    /// <param name="atOnce">By the first.</param>
    /// <param name="lookedAt">A net looked where the whole of it stands.</param>
    public void Add(PlantedText text, bool found, bool atOnce, bool lookedAt) => lines.Add(new Line(text, found, atOnce, lookedAt));

    public string All() => Share(lines);

    public string Of(Predicate<PlantedText> which) => Share(lines.FindAll(line => which(line.Text)));

    public IEnumerable<(string Group, string Share)> By<T>(Func<PlantedText, T> property)
        where T : notnull =>
        lines.GroupBy(line => property(line.Text)).OrderBy(group => group.Key).Select(group => ($"{group.Key}", Share([.. group])));

    private static string Share(List<Line> group)
    {
        return group.Count == 0 ? "- | - | -"
            : FormattableString.Invariant($"{Percent(line => line.Found):F1} % of {group.Count} | {Percent(line => line.AtOnce):F1} % | {Percent(line => line.LookedAt):F1} %");

        double Percent(Predicate<Line> which) => 100.0 * group.FindAll(which).Count / group.Count;
    }

    private sealed record Line(PlantedText Text, bool Found, bool AtOnce, bool LookedAt);
}
