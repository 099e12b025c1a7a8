using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Learning.Scoring;

/// <summary>
/// Exact Euclidean distances to the nearest of many pixels, in time that grows with the area and not with the product of the
/// two boundaries (Felzenszwalb and Huttenlocher 2012): a hostile zigzag costs no more than a fair outline.
/// </summary>
internal static class DistanceField
{
    /// <summary>Of each of <paramref name="from"/> to the nearest of <paramref name="to"/>, in the spacing's unit.</summary>
    /// <param name="from">At least one.</param>
    /// <param name="to">At least one.</param>
    public static IEnumerable<double> Distances(IReadOnlyList<(int Column, int Row)> from, IReadOnlyList<(int Column, int Row)> to, PixelSpacing spacing)
    {
        var (left, top) = (from.Concat(to).Min(pixel => pixel.Column), from.Concat(to).Min(pixel => pixel.Row));
        var (width, height) = (from.Concat(to).Max(pixel => pixel.Column) - left + 1, from.Concat(to).Max(pixel => pixel.Row) - top + 1);
        var squared = new float[width * height];
        Array.Fill(squared, float.PositiveInfinity);
        foreach (var (column, row) in to)
            squared[((row - top) * width) + column - left] = 0;
        var sweep = new Sweep(Math.Max(width, height));
        for (var column = 0; column < width; column++)
            sweep.Run(squared, column, width, height, spacing.RowMm);
        for (var row = 0; row < height; row++)
            sweep.Run(squared, row * width, 1, width, spacing.ColumnMm);
        return from.Select(pixel => Math.Sqrt(squared[((pixel.Row - top) * width) + pixel.Column - left]));
    }

    /// <summary>The lower envelope of parabolas along one line of the field.</summary>
    private sealed class Sweep(int longest)
    {
        private readonly double[] values = new double[longest];
        private readonly int[] vertices = new int[longest];
        private readonly double[] borders = new double[longest + 1];

        public void Run(float[] field, int start, int step, int count, double spacing)
        {
            var unit = spacing * spacing;
            var last = -1;
            for (var place = 0; place < count; place++)
            {
                values[place] = field[start + (place * step)];
                if (double.IsPositiveInfinity(values[place]))
                    continue;
                var border = double.NegativeInfinity;
                while (last >= 0 && (border = Crossing(vertices[last], place, unit)) <= borders[last])
                    last--;
                vertices[++last] = place;
                borders[last] = last == 0 ? double.NegativeInfinity : border;
            }
            if (last < 0)
                return;
            borders[last + 1] = double.PositiveInfinity;
            for (int place = 0, nearest = 0; place < count; place++)
            {
                while (borders[nearest + 1] < place)
                    nearest++;
                var away = place - vertices[nearest];
                field[start + (place * step)] = (float)((unit * away * away) + values[vertices[nearest]]);
            }
        }

        private double Crossing(int left, int right, double unit) =>
            (values[right] - values[left] + (unit * (((double)right * right) - ((double)left * left)))) / (2 * unit * (right - left));
    }
}
