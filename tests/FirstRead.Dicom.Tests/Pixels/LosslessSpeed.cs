using System.Diagnostics;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Pixels;

/// <summary>
/// How long lossless JPEG takes us, dcmtk and gdcm for a megapixel, file to file, start-up left out:
/// <c>dotnet test tests/FirstRead.Dicom.Tests -c Release --filter Name~Megapixel --logger "console;verbosity=detailed"</c>
/// </summary>
[Explicit("Measures; nothing to pass or fail while others use the machine.")]
public class LosslessSpeed
{
    private const int Side = 1024;
    private const int Frames = 40;

    [Test]
    public void Megapixel_OfLosslessJpeg_TakesUsLess()
    {
        var folder = Directory.CreateTempSubdirectory("firstread-speed-").FullName;
        try
        {
            var (one, many) = (Make(folder, 1), Make(folder, Frames));
            var raw = Path.Combine(folder, "out");
            Ours(many, raw);
            var ours = Best(() => Ours(many, raw)) / Frames;
            var dcmtk = (Best(() => ExternalTool.Run("dcmdjpeg", many, raw)) - Best(() => ExternalTool.Run("dcmdjpeg", one, raw))) / (Frames - 1);
            var gdcm = (Best(() => ExternalTool.Run("gdcmconv", "--raw", many, raw)) - Best(() => ExternalTool.Run("gdcmconv", "--raw", one, raw))) / (Frames - 1);
            TestContext.Out.WriteLine($"ms a megapixel: ours {ours:F1}, dcmtk {dcmtk:F1} ({dcmtk / ours:F1} times), gdcm {gdcm:F1} ({gdcm / ours:F1} times)");
            Assert.That(ours, Is.LessThan(Math.Min(dcmtk, gdcm)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Ours(string file, string target)
    {
        using var reader = new DicomReader(File.OpenRead(file));
        using var raw = File.Create(target);
        var frames = FrameReader.Open(reader);
        while (frames.Read()) raw.Write(frames.Frame);
    }

    private static double Best(Action action) => Enumerable.Range(0, 5).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    });

    /// <summary>Slopes with the noise of a CT: about 6 bits a pixel once coded.</summary>
    private static string Make(string folder, int frames)
    {
        var random = new Random(4);
        var cells = Enumerable.Range(0, Side * Side * frames).Select(i => 1000 + i % Side + (int)(600 * Math.Sin(i / Side / 40.0)) + random.Next(-12, 13));
        var dataset = new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage).Add(Tags.SOPInstanceUID, "2.25.7")
            .Add(Tags.SamplesPerPixel, 1).Add(Tags.PhotometricInterpretation, "MONOCHROME2").Add(Tags.NumberOfFrames, frames)
            .Add(Tags.Rows, Side).Add(Tags.Columns, Side).Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, Vr.OW, Pictures.Samples16(cells));
        var (native, encoded) = (Path.Combine(folder, "native"), Path.Combine(folder, $"{frames}.dcm"));
        using (var stream = File.Create(native)) dataset.WriteFile(stream);
        Assert.That(ExternalTool.Run("dcmcjpeg", native, encoded).Exit, Is.Zero);
        return encoded;
    }
}
