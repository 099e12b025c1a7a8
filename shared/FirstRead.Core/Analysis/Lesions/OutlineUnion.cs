namespace FirstRead.Core.Analysis.Lesions;

/// <summary>What several outlines of one picture cover together: what lies in two of them counts once.</summary>
public static class OutlineUnion
{
    /// <summary>
    /// Square pixels. Exact: between two rows in which a corner or a crossing lies, every edge is straight and none cross, so that
    /// the covered width halfway is the mean one.
    /// </summary>
    /// <param name="outlines">Simple polygons.</param>
    public static double AreaPixels(IReadOnlyList<Outline> outlines)
    {
        if (!outlines.Index().Any(one => outlines.Take(one.Index).Any(other => BoxesMeet(one.Item, other))))
            return outlines.Sum(outline => outline.AreaPixels);
        Edge[][] edges = [.. outlines.Select(EdgesOf)];
        var rows = outlines.SelectMany(outline => outline.Points.Select(point => point.Row)).Concat(Crossings(edges)).Distinct().Order().ToArray();
        return rows.Zip(rows.Skip(1), (from, to) => (to - from) * WidthAt((from + to) / 2, edges)).Sum();
    }

    private static Edge[] EdgesOf(Outline outline) => [.. outline.Points.Select((point, index) => new Edge(point, outline.Points[(index + 1) % outline.Points.Count]))];

    private static double WidthAt(double row, Edge[][] outlines)
    {
        var spans = new List<(double From, double To)>();
        foreach (var edges in outlines)
        {
            var crossed = edges.Where(edge => edge.Reaches(row)).Select(edge => edge.ColumnAt(row)).Order().ToArray();
            for (var index = 0; index + 1 < crossed.Length; index += 2)
                spans.Add((crossed[index], crossed[index + 1]));
        }
        var (width, covered) = (0.0, double.NegativeInfinity);
        foreach (var (from, to) in spans.Order())
        {
            width += Math.Max(0, to - Math.Max(from, covered));
            covered = Math.Max(covered, to);
        }
        return width;
    }

    /// <summary>Rows in which edges of two outlines cross.</summary>
    private static IEnumerable<double> Crossings(Edge[][] outlines) =>
        from first in Enumerable.Range(0, outlines.Length)
        from second in Enumerable.Range(first + 1, outlines.Length - first - 1)
        from one in outlines[first]
        from other in outlines[second]
        let row = one.CrossingRow(other)
        where row is not null
        select row.Value;

    private static bool BoxesMeet(Outline one, Outline other)
    {
        var (a, b) = (BoxOf(one), BoxOf(other));
        return a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
    }

    private static (double Left, double Top, double Right, double Bottom) BoxOf(Outline outline) =>
        (outline.Points.Min(point => point.Column), outline.Points.Min(point => point.Row), outline.Points.Max(point => point.Column), outline.Points.Max(point => point.Row));

    private readonly record struct Edge(PixelPoint From, PixelPoint To)
    {
        /// <summary>Its lower end belongs to it, its upper one to the next: a corner is counted once.</summary>
        public bool Reaches(double row) => From.Row <= row != To.Row <= row;

        public double ColumnAt(double row) => From.Column + ((row - From.Row) / (To.Row - From.Row) * (To.Column - From.Column));

        public double? CrossingRow(Edge other)
        {
            var (x, y) = (To.Column - From.Column, To.Row - From.Row);
            var (u, v) = (other.To.Column - other.From.Column, other.To.Row - other.From.Row);
            var across = (x * v) - (y * u);
            // Edges that lie along each other bound the same rows by their ends.
            if (across == 0)
                return null;
            var (p, q) = (other.From.Column - From.Column, other.From.Row - From.Row);
            var (mine, its) = (((p * v) - (q * u)) / across, ((p * y) - (q * x)) / across);
            return mine is >= 0 and <= 1 && its is >= 0 and <= 1 ? From.Row + (mine * y) : null;
        }
    }
}
