using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Cli.Samples;

/// <summary>Headers of slices that were made from the real ones: consistent with the new pixels, and saying what they are.</summary>
public static class SimulatedHeader
{
    /// <summary>The slice with a contrast-enhanced T1 header, its own UIDs and new pixels.</summary>
    public static DicomDataset Of(DicomDataset source, string study, int index, byte[] pixels)
    {
        var slice = Renamed(source, study, index);
        slice.Add(Tags.ImageType, "DERIVED", "SECONDARY", "OTHER")
            .Add(Tags.SeriesDescription, "SIMULATED AX T1 POST GD BRAIN")
            .Add(Tags.ProtocolName, "T1 POST CONTRAST BRAIN")
            .Add(Tags.ContrastBolusAgent, "GADOLINIUM")
            .Add(Tags.BodyPartExamined, "BRAIN")
            .Add(Tags.ScanningSequence, "SE").Add(Tags.SequenceVariant, "SP")
            .Add(Tags.RepetitionTime, 520.0).Add(Tags.EchoTime, 14.0).Add(Tags.EchoTrainLength, 1)
            .Add(Tags.FlipAngle, 90.0)
            .Add(Tags.DerivationDescription, "SIMULATED")
            .Add(Tags.WindowCenter, 320.0).Add(Tags.WindowWidth, 640.0);
        foreach (var stale in (ReadOnlySpan<DicomTag>)[Tags.SequenceName, Tags.SmallestImagePixelValue, Tags.LargestImagePixelValue, Tags.SAR, Tags.ScanOptions])
            slice.Remove(stale);
        return slice.Set(new DicomElement(Tags.PixelData, Vr.OW, pixels));
    }

    /// <summary>A copy of the slice under UIDs of its own: another study, another series, another instance.</summary>
    public static DicomDataset Renamed(DicomDataset source, string study, int index)
    {
        var slice = new DicomDataset();
        foreach (var element in source)
            slice.Set(element);
        return slice
            .Add(Tags.StudyInstanceUID, UidOf(study, "study"))
            .Add(Tags.SeriesInstanceUID, UidOf(study, "series"))
            .Add(Tags.FrameOfReferenceUID, UidOf(study, "frame"))
            .Add(Tags.SOPInstanceUID, UidOf(study, $"instance {index}"))
            .Add(Tags.StudyID, $"{study[0]}1");
    }

    /// <summary>A UID under 2.25 that is the same in every run (PS3.5 B.2).</summary>
    private static string UidOf(string study, string part) =>
        $"2.25.{new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes($"{study} {part}")).AsSpan(0, 15), isUnsigned: true, isBigEndian: true)}";
}
