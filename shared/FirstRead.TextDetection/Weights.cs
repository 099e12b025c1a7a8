namespace FirstRead.TextDetection;

/// <summary>Along one axis: which source samples make a scaled one, and how much of each. A triangle filter, as wide as a scaled pixel.</summary>
internal sealed class Weights
{
    private readonly int[] froms;
    private readonly float[][] weights;

    /// <param name="start">First scaled sample.</param>
    /// <param name="length">Samples of the source; beyond its end the last one repeats.</param>
    public Weights(int start, int count, double scale, int length)
    {
        Count = count;
        (froms, weights) = (new int[count], new float[count][]);
        var reach = Math.Max(1, 1 / scale);
        for (var i = 0; i < count; i++)
        {
            var centre = Math.Clamp((start + i + 0.5) / scale - 0.5, 0, length - 1);
            var from = Math.Max(0, (int)Math.Ceiling(centre - reach + 1e-9));
            var to = Math.Min(length - 1, (int)Math.Floor(centre + reach - 1e-9));
            var row = new float[to - from + 1];
            for (var j = from; j <= to; j++)
                row[j - from] = (float)(1 - Math.Abs(j - centre) / reach);
            var sum = row.Sum();
            (froms[i], weights[i]) = (from, Array.ConvertAll(row, value => value / sum));
        }
    }

    public int Count { get; }

    public (int From, int To) Range(int index) => (froms[index], froms[index] + weights[index].Length - 1);

    public float Weight(int index, int source) => weights[index][source - froms[index]];

    public float[] Apply(ReadOnlySpan<byte> row, int step, int offset)
    {
        var result = new float[Count];
        for (var i = 0; i < result.Length; i++)
        {
            var (from, weight) = (froms[i] * step + offset, weights[i]);
            var sum = 0f;
            for (var j = 0; j < weight.Length; j++)
                sum += weight[j] * row[from + j * step];
            result[i] = sum;
        }
        return result;
    }
}
