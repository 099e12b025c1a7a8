using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.TextDetection.Tests;

/// <summary>A real radiograph with a made-up name, a birth date and markers burned in, through the whole de-identifier.</summary>
public sealed class RadiographTests
{
    private const string File = "studies/radiographs/0_ORIGINAL_compressed.dcm";

    [Test]
    public void Write_RadiographWithANameBurnedIn_BlanksItKeepsMarkersAndAnatomy()
    {
        var path = Path.Combine(SharedData(), File);
        if (!System.IO.File.Exists(path))
            Assert.Ignore($"{File} is not on this machine.");
        using var detector = new OnnxTextDetector();
        var deidentifier = new Deidentifier(DeidentificationProfile.ClinicalReview, detector);
        using var source = System.IO.File.OpenRead(path);
        using var target = new MemoryStream();
        using var opened = deidentifier.Open(source);
        deidentifier.Write(opened, new Pseudonym(PatientToken.From(42), 1000), new UidMap(new byte[32], ClinicId.Parse("north")), target);

        var (before, after) = (Frame(System.IO.File.ReadAllBytes(path)), Frame(target.ToArray()));
        Assert.Multiple(() =>
        {
            // Name and birth date: white strokes, which MONOCHROME1 stores low.
            Assert.That(Lowest(before, 0, 0, 820, 90), Is.LessThan(50));
            Assert.That(Lowest(after, 0, 0, 820, 85), Is.GreaterThan(300));
            // "Semi-Upright", "Portable", "L".
            Assert.That(Lowest(after, 1740, 10, 360, 60), Is.EqualTo(Lowest(before, 1740, 10, 360, 60)));
            Assert.That(Lowest(after, 1885, 95, 240, 50), Is.EqualTo(Lowest(before, 1885, 95, 240, 50)));
            Assert.That(Lowest(after, 2025, 170, 50, 70), Is.EqualTo(Lowest(before, 2025, 170, 50, 70)));
            // Lungs and heart.
            Assert.That(Rows(after, 250, 1500), Is.EqualTo(Rows(before, 250, 1500)));
        });
    }

    private static string SharedData() => Environment.GetEnvironmentVariable("FIRSTREAD_SHARED_DATA") ?? Path.Combine(Testing.RepositoryRoot.Path, "../shared/data");

    private static (PixelDescription Description, byte[] Samples) Frame(byte[] file)
    {
        using var reader = new DicomReader(new MemoryStream(file));
        var dataset = DicomDataset.Read(reader);
        Assert.That(reader.TransferSyntax, Is.EqualTo(TransferSyntax.RleLossless));
        var frames = PixelFrames.Open(dataset, reader.TransferSyntax);
        return (frames.Description, frames.GetFrame(0).ToArray());
    }

    private static int Lowest((PixelDescription Description, byte[] Samples) frame, int x, int y, int width, int height)
    {
        var lowest = int.MaxValue;
        for (var row = y; row < y + height; row++)
            for (var column = x; column < x + width; column++)
                lowest = Math.Min(lowest, BitConverter.ToUInt16(frame.Samples, 2 * (row * frame.Description.Columns + column)));
        return lowest;
    }

    private static byte[] Rows((PixelDescription Description, byte[] Samples) frame, int from, int to) =>
        frame.Samples[(2 * from * frame.Description.Columns)..(2 * to * frame.Description.Columns)];
}
