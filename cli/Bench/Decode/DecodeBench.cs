using System.Globalization;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Cli.Bench.Decode;

/// <summary>
/// CPU milliseconds that a megapixel takes, file to file, here and in dcmtk and gdcm: of several rounds the least, and
/// without the start, for the time of a file with one frame is taken off that of one with many.
/// </summary>
internal sealed class DecodeBench(string folder, int rounds)
{
    private const int Frames = 17;

    public void Run(TextWriter output)
    {
        output.WriteLine("| transfer syntax | bits | ours, ms a megapixel | dcmtk | gdcm |");
        output.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var one in DecodeCase.All)
            output.WriteLine(Row(one));
    }

    private string Row(DecodeCase one)
    {
        if (Encode(one, 1) is not { } small || Encode(one, Frames) is not { } large)
            return $"| {one.Name} | {one.Bits} | nobody here writes it | | |";
        var raw = Path.Combine(folder, "out");
        double? Peer(Func<string, string, string[]> command) => Difference(file => Cpu(command(file, raw)));
        double? Difference(Func<string, double?> cpu) => Least(() => cpu(large)) - Least(() => cpu(small)) is { } seconds ? seconds * 1000 / (Frames - 1) : null;
        var ours = Difference(file => Ours(file, raw));
        var dcmtk = one.Dcmtk is { } command ? Peer(command) : null;
        var gdcm = Peer((from, to) => ["gdcmconv", "--raw", from, to]);
        return $"| {one.Name} | {one.Bits} | {Text(ours)} | {Text(dcmtk)} | {Text(gdcm)} |";
    }

    /// <returns>Null where the encoder is not on this machine.</returns>
    private string? Encode(DecodeCase one, int frames)
    {
        var (native, encoded) = (Path.Combine(folder, "native"), Path.Combine(folder, $"{frames}.dcm"));
        SlopedFrames.Write(native, one.Bits, frames);
        return MeasuredProcess.Run(one.Encode(native, encoded)).ExitCode == 0 ? encoded : null;
    }

    private double? Least(Func<double?> cpu) => Enumerable.Range(0, rounds).Min(_ => cpu());

    private static double? Cpu(string[] command) => MeasuredProcess.Run(command) is { ExitCode: 0 } done ? done.CpuSeconds : null;

    private static double? Ours(string file, string target)
    {
        var before = Environment.CpuUsage.TotalTime;
        using (var reader = new DicomReader(File.OpenRead(file)))
        using (var raw = File.Create(target))
        {
            var frames = FrameReader.Open(reader);
            while (frames.Read())
                raw.Write(frames.Frame);
        }
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static string Text(double? milliseconds) => milliseconds is { } known ? known.ToString("F1", CultureInfo.InvariantCulture) : "-";
}
