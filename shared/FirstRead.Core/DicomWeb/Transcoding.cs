using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.DicomWeb;

/// <summary>From any transfer syntax that is decoded here to Explicit VR Little Endian.</summary>
public static class Transcoding
{
    /// <exception cref="DicomException">The file or one of its frames does not read.</exception>
    public static byte[] ToExplicitLittleEndian(byte[] file, TransferSyntax syntax)
    {
        var dataset = DicomDataset.Read(new MemoryStream(file, writable: false));
        if (dataset[Tags.PixelData]?.Fragments is not null)
            Decode(dataset, syntax);
        using var target = new MemoryStream();
        dataset.WriteFile(target, TransferSyntax.ExplicitLittleEndian);
        return target.ToArray();
    }

    private static void Decode(DicomDataset dataset, TransferSyntax syntax)
    {
        var frames = PixelFrames.Open(dataset, syntax);
        using var samples = new MemoryStream();
        for (var frame = 0; frame < frames.Count; frame++)
            samples.Write(frames.GetFrame(frame).Span);
        var description = frames.Description;
        if (samples.Length % 2 != 0)
            samples.WriteByte(0);
        // PS3.5 8.2 and A.2: words of 16 bits where a sample has more than 8.
        dataset.Add(Tags.PixelData, description.BitsAllocated > 8 ? Vr.OW : Vr.OB, samples.ToArray());
        dataset.Add(Tags.PhotometricInterpretation, description.Photometric);
        if (description.SamplesPerPixel > 1)
            dataset.Add(Tags.PlanarConfiguration, 0);
        dataset.Remove(Tags.ExtendedOffsetTable);
        dataset.Remove(Tags.ExtendedOffsetTableLengths);
    }
}
