using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Cli.Bench.Container;

/// <summary>An enhanced object of any number of frames, written without being held.</summary>
internal static class BenchFrames
{
    private const string EnhancedMr = "1.2.840.10008.5.1.4.1.1.4.1";

    /// <param name="slice">That all frames are like.</param>
    /// <param name="positions">Of each frame.</param>
    public static DicomDataset Header(DicomDataset slice, IReadOnlyList<double[]> positions)
    {
        var header = new DicomDataset();
        foreach (var element in slice)
            if (element.Tag != Tags.PixelData && element.Tag != Tags.ImagePositionPatient)
                header.Set(element);
        return header
            .Add(Tags.SOPClassUID, EnhancedMr)
            .Add(Tags.NumberOfFrames, positions.Count)
            .AddSequence(
                Tags.PerFrameFunctionalGroupsSequence,
                [.. positions.Select(position => new DicomDataset().AddSequence(Tags.PlanePositionSequence, new DicomDataset().Add(Tags.ImagePositionPatient, position)))]);
    }

    /// <param name="target">A file.</param>
    /// <param name="header">Without pixels.</param>
    /// <param name="frames">Pixels of each frame.</param>
    /// <param name="bytes">Of all of them.</param>
    public static void Write(Stream target, DicomDataset header, IEnumerable<ReadOnlyMemory<byte>> frames, long bytes)
    {
        using var writer = new DicomWriter(target, TransferSyntax.ExplicitLittleEndian, leaveOpen: true);
        writer.WriteFileMeta(EnhancedMr, header.GetString(Tags.SOPInstanceUID)!);
        header.WriteTo(writer);
        using (var value = writer.OpenValue(Tags.PixelData, Vr.OW, bytes))
            foreach (var frame in frames)
                value.Write(frame.Span);
        writer.Complete();
    }
}
