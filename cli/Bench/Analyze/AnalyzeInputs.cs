using System.Runtime.InteropServices;
using FirstRead.Cli.Samples;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Analyze;

/// <summary>What is analysed, by which bundle.</summary>
internal sealed record AnalyzeSet(string Title, string Path, string Bundle);

/// <summary>Writes the benchmark's input: the same bytes each time.</summary>
internal sealed class AnalyzeInputs(string repository, string folder)
{
    private const int Columns = 3000;
    private const int Rows = 2500;

    public string Bundles => Path.Combine(folder, "bundles");

    /// <summary>One radiograph by formula, and the demo's simulated series of 20 slices.</summary>
    public IReadOnlyList<AnalyzeSet> Write()
    {
        Directory.CreateDirectory(folder);
        var radiograph = Path.Combine(folder, "radiograph.dcm");
        using (var file = File.Create(radiograph))
            Radiograph().WriteFile(file);
        var samples = Path.Combine(folder, "samples");
        if (Directory.Exists(samples))
            Directory.Delete(samples, recursive: true);
        new SampleStudies(BrainSeries.Load(repository)).Write(samples);
        return
        [
            new($"one radiograph of {Columns} x {Rows} pixels of 12 bits", radiograph, Bundle("chest-pneumonia")),
            new("a series of 20 slices of 256 x 256", Path.Combine(samples, "b-ring-lesion"), Bundle("brain-tumor-mri")),
        ];
    }

    private string Bundle(string name) => LenientBundle.Copy(repository, name, Bundles);

    /// <summary>A picture by formula, with the header that the chest model asks for and no person in it.</summary>
    public static DicomDataset Radiograph()
    {
        var values = new ushort[Columns * Rows];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
            {
                var (x, y) = (((double)column / Columns) - 0.5, ((double)row / Rows) - 0.5);
                var ground = (x * x) + (y * y) < 0.42 * 0.42 ? 1500 + (1200 * Math.Sin(15 * x) * Math.Cos(9 * y)) : 200;
                values[(row * Columns) + column] = (ushort)(ground + (((31 * column) + (17 * row)) % 64));
            }
        return new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.DigitalXRayImageStorageForPresentation).Add(Tags.SOPInstanceUID, "2.25.9001").Add(Tags.StudyInstanceUID, "2.25.9002").Add(Tags.SeriesInstanceUID, "2.25.9003")
            .Add(Tags.Modality, "DX").Add(Tags.BodyPartExamined, "CHEST").Add(Tags.ViewPosition, "AP").Add(Tags.PatientAge, "003Y").Add(Tags.SeriesDescription, "SYNTHETIC")
            .Add(Tags.SamplesPerPixel, 1).Add(Tags.PhotometricInterpretation, "MONOCHROME2").Add(Tags.Rows, Rows).Add(Tags.Columns, Columns)
            .Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, Vr.OW, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }
}
