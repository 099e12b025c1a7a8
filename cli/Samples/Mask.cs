namespace FirstRead.Cli.Samples;

/// <summary>A set of pixels of one slice, with the few operations of mathematical morphology that finding a brain needs.</summary>
public sealed record Mask(bool[] Values, int Rows, int Columns)
{
    public bool this[int row, int column] => Values[row * Columns + column];

    public int Count => Values.Count(value => value);

    public static Mask Where(Plane plane, Func<float, bool> test) => new(Array.ConvertAll(plane.Values, value => test(value)), plane.Rows, plane.Columns);

    public Mask Invert() => this with { Values = Array.ConvertAll(Values, value => !value) };

    /// <summary>Grows by a disc of <paramref name="radius"/> pixels.</summary>
    public Mask Dilate(int radius)
    {
        var result = new bool[Values.Length];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                if (this[row, column])
                    Stamp(result, row, column, radius);
        return this with { Values = result };
    }

    public Mask Erode(int radius) => Invert().Dilate(radius).Invert();

    public Mask And(Mask other) => this with { Values = [.. Values.Zip(other.Values, (a, b) => a && b)] };

    /// <summary>Connected parts (four neighbours), largest first.</summary>
    public IReadOnlyList<Mask> Parts()
    {
        var seen = new bool[Values.Length];
        var parts = new List<Mask>();
        for (var start = 0; start < Values.Length; start++)
            if (Values[start] && !seen[start])
                parts.Add(this with { Values = Fill(start, seen) });
        return [.. parts.OrderByDescending(part => part.Count)];
    }

    /// <summary>Adds what the edge of the picture cannot reach.</summary>
    public Mask FillHoles()
    {
        var outside = Invert().Parts().Where(part => part.TouchesEdge()).ToList();
        return this with { Values = [.. Enumerable.Range(0, Values.Length).Select(i => !outside.Any(part => part.Values[i]))] };
    }

    private bool TouchesEdge() =>
        Enumerable.Range(0, Columns).Any(column => this[0, column] || this[Rows - 1, column])
        || Enumerable.Range(0, Rows).Any(row => this[row, 0] || this[row, Columns - 1]);

    private bool[] Fill(int start, bool[] seen)
    {
        var part = new bool[Values.Length];
        var open = new Stack<int>([start]);
        seen[start] = true;
        while (open.TryPop(out var at))
        {
            part[at] = true;
            var column = at % Columns;
            foreach (var next in (ReadOnlySpan<int>)[column > 0 ? at - 1 : -1, column < Columns - 1 ? at + 1 : -1, at - Columns, at + Columns])
                if (next >= 0 && next < Values.Length && Values[next] && !seen[next])
                {
                    seen[next] = true;
                    open.Push(next);
                }
        }
        return part;
    }

    private void Stamp(bool[] target, int row, int column, int radius)
    {
        for (var dy = -radius; dy <= radius; dy++)
            for (var dx = -radius; dx <= radius; dx++)
                if (dx * dx + dy * dy <= radius * radius && row + dy is var y && column + dx is var x && y >= 0 && y < Rows && x >= 0 && x < Columns)
                    target[y * Columns + x] = true;
    }
}
