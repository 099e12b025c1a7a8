using FirstRead.Cli.Samples;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Files of made-up people that intake holds, and such that it takes.</summary>
internal sealed class HeldPages(BrainSeries series)
{
    public const int Columns = 480;
    public const int Rows = 360;
    private const int Scale = 2;
    private const byte Ink = 235;
    private const byte Paper = 12;

    /// <summary>A page of text with the person's name, saved from a screen: no rule clears it.</summary>
    public static DicomDataset Page(string study, SyntheticIdentity person, DicomDataset of)
    {
        var pixels = new byte[Columns * Rows];
        Array.Fill(pixels, Paper);
        for (var line = 0; line < Rows / (BitmapFont.Height * Scale); line++)
            Draw(pixels, $"{person.PatientName} {person.PatientId}"[..(Columns / (BitmapFont.Width * Scale))], line * BitmapFont.Height * Scale);
        var page = new DicomDataset();
        foreach (var tag in (ReadOnlySpan<DicomTag>)[Tags.StudyInstanceUID, Tags.StudyDate])
            page.Add(tag, of.GetString(tag)!);
        return PlantedHeader.Of(
            page.Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage)
                .Add(Tags.SOPInstanceUID, $"{of.GetString(Tags.SOPInstanceUID)}.9")
                .Add(Tags.SeriesInstanceUID, $"{of.GetString(Tags.SeriesInstanceUID)}.9")
                .Add(Tags.Modality, "MR")
                .Add(Tags.ConversionType, "WSD")
                .Add(Tags.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE")
                .Add(Tags.BurnedInAnnotation, "YES")
                .Add(Tags.StudyID, study[..1])
                .Add(Tags.PatientSex, "F")
                .Add(Tags.SamplesPerPixel, 1).Add(Tags.PhotometricInterpretation, "MONOCHROME2")
                .Add(Tags.Rows, Rows).Add(Tags.Columns, Columns)
                .Add(Tags.BitsAllocated, 8).Add(Tags.BitsStored, 8).Add(Tags.HighBit, 7).Add(Tags.PixelRepresentation, 0)
                .Add(Tags.PixelData, Vr.OB, pixels),
            person);
    }

    /// <summary>A real slice under the study's UIDs, with the person in its header.</summary>
    public DicomDataset Slice(string study, SyntheticIdentity person, int index = 9) =>
        PlantedHeader.Of(SimulatedHeader.Renamed(series.Slices[index], study, index), person);

    public static void Write(string folder, params DicomDataset[] files)
    {
        for (var index = 0; index < files.Length; index++)
        {
            using var file = File.Create(Path.Combine(folder, $"IM{index:D4}.dcm"));
            files[index].WriteFile(file, TransferSyntax.ExplicitLittleEndian);
        }
    }

    private static void Draw(byte[] pixels, string text, int top)
    {
        foreach (var (x, y) in BitmapFont.Dots(text.Replace('^', ' ')))
            for (var copy = 0; copy < Scale * Scale; copy++)
                pixels[((top + (y * Scale) + (copy / Scale)) * Columns) + (x * Scale) + (copy % Scale)] = Ink;
    }
}
