using System.Diagnostics;

namespace FirstRead.Cli.Bench.Text;

/// <summary>What looking costs, both passes together.</summary>
internal sealed class PassClock
{
    private double processor;
    private double wall;
    private double megapixels;

    public T Time<T>(BasePicture picture, Func<T> passes)
    {
        var (used, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var result = passes();
        processor += (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        wall += Stopwatch.GetElapsedTime(started).TotalSeconds;
        megapixels += picture.Description.Rows * picture.Description.Columns / 1e6;
        return result;
    }

    public override string ToString() =>
        FormattableString.Invariant($"Both passes took {processor / megapixels:F2} s of processor time and {wall / megapixels:F2} s of time per megapixel.");
}
