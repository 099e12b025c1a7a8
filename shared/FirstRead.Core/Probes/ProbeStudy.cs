using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Probes;

/// <summary>
/// The pictures of a test study: four slices of a drawn head with a bright ring in it, under a header as a scanner writes it for an enhanced T1
/// series, so that a model is loaded and runs. SIMULATED in the header, and a patient of its own whose number says what it is. What a model makes
/// of them is nobody's concern. The same probe gives the same bytes.
/// </summary>
public static class ProbeStudy
{
    private const int Slices = 4;
    private const int Side = 128;
    private const double PixelMm = 1.5;
    private const double SliceMm = 6;

    /// <summary>One file a slice.</summary>
    public static IReadOnlyList<byte[]> Of(Probe probe) => [.. Enumerable.Range(0, Slices).Select(slice => Write(Header(probe, slice)))];

    /// <param name="index">Of the slice, from 0.</param>
    public static FileId FileOf(UploadId upload, int index) => FileId.From(BinaryPrimitives.ReadUInt128BigEndian(Digest(upload, $"file {index}")));

    private static DicomDataset Header(Probe probe, int slice)
    {
        var day = probe.CreatedAt.UtcDateTime;
        var dataset = new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
            .Add(Tags.SOPInstanceUID, UidOf(probe, $"instance {slice}"))
            .Add(Tags.StudyInstanceUID, UidOf(probe, "study"))
            .Add(Tags.SeriesInstanceUID, UidOf(probe, "series"))
            .Add(Tags.FrameOfReferenceUID, UidOf(probe, "frame"))
            .Add(Tags.ImageType, "DERIVED", "SECONDARY", "OTHER")
            .Add(Tags.Modality, "MR")
            .Add(Tags.PatientName, "TEST^STUDY")
            .Add(Tags.PatientID, $"TEST-{probe.Upload}")
            .Add(Tags.PatientBirthDate, "19700101")
            .Add(Tags.PatientSex, "O")
            .Add(Tags.PatientAge, "056Y")
            .Add(Tags.StudyTime, "120000")
            .Add(Tags.SeriesDescription, "SIMULATED AX T1 POST GD BRAIN")
            .Add(Tags.ProtocolName, "T1 POST CONTRAST BRAIN")
            .Add(Tags.DerivationDescription, "SIMULATED")
            .Add(Tags.ContrastBolusAgent, "GADOLINIUM")
            .Add(Tags.BodyPartExamined, "BRAIN")
            .Add(Tags.BurnedInAnnotation, "NO")
            .Add(Tags.ScanningSequence, "SE")
            .Add(Tags.SequenceVariant, "SP")
            .Add(Tags.RepetitionTime, 520.0)
            .Add(Tags.EchoTime, 14.0)
            .Add(Tags.SliceThickness, SliceMm)
            .Add(Tags.PixelSpacing, PixelMm, PixelMm)
            .Add(Tags.SeriesNumber, 1)
            .Add(Tags.InstanceNumber, slice + 1)
            .Add(Tags.ImagePositionPatient, -Side * PixelMm / 2, -Side * PixelMm / 2, slice * SliceMm)
            .Add(Tags.ImageOrientationPatient, 1.0, 0, 0, 0, 1, 0)
            .Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.Rows, Side)
            .Add(Tags.Columns, Side)
            .Add(Tags.BitsAllocated, 16)
            .Add(Tags.BitsStored, 12)
            .Add(Tags.HighBit, 11)
            .Add(Tags.PixelRepresentation, 0)
            .Add(Tags.WindowCenter, 320.0)
            .Add(Tags.WindowWidth, 640.0);
        foreach (var date in (ReadOnlySpan<DicomTag>)[Tags.StudyDate, Tags.SeriesDate, Tags.AcquisitionDate, Tags.ContentDate])
            dataset.Add(date, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return dataset.Add(Tags.PixelData, Vr.OW, Pixels());
    }

    /// <summary>Scalp, brain, and a ring of 12 mm, brightest in its rim.</summary>
    private static byte[] Pixels()
    {
        var bytes = new byte[2 * Side * Side];
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * (row * Side + column)), ValueAt((column - Side / 2) * PixelMm, (row - Side / 2) * PixelMm));
        return bytes;
    }

    /// <param name="x">To the left, mm from the middle.</param>
    /// <param name="y">To the back.</param>
    private static ushort ValueAt(double x, double y)
    {
        var head = Math.Sqrt(Math.Pow(x / 68, 2) + Math.Pow(y / 84, 2));
        if (head > 1)
            return 0;
        if (head > 0.93)
            return 800;
        return Math.Sqrt(Math.Pow(x - 28, 2) + Math.Pow(y + 16, 2)) switch
        {
            < 8 => 180,
            < 12 => 900,
            _ => 330,
        };
    }

    private static byte[] Write(DicomDataset slice)
    {
        using var file = new MemoryStream();
        slice.WriteFile(file, TransferSyntax.ExplicitLittleEndian);
        return file.ToArray();
    }

    /// <summary>Under 2.25 (PS3.5 B.2).</summary>
    private static string UidOf(Probe probe, string part) => $"2.25.{new BigInteger(Digest(probe.Upload, part).AsSpan(0, 15), isUnsigned: true, isBigEndian: true)}";

    private static byte[] Digest(UploadId upload, string part) => SHA256.HashData(Encoding.ASCII.GetBytes($"{upload} {part}"));
}
