using System.Buffers.Binary;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification.Pixels;

/// <summary>Pictures of 64 x 48 dark pixels with a few white ones far apart, so that every window shows them so; white patches stand for text.</summary>
internal static class Screens
{
    public const int Columns = 64;
    public const int Rows = 48;

    private const int Speckle = 101;

    public static readonly PixelBox Name = new(4, 4, 12, 4);

    /// <param name="text">For each frame, the patches in it.</param>
    public static DicomDataset Grey(string photometric, bool signed, params PixelBox[][] text)
    {
        var frames = new byte[text.Length * Columns * Rows * 2];
        for (var frame = 0; frame < text.Length; frame++)
            for (var at = 0; at < Columns * Rows; at++)
            {
                var shown = Array.Exists(text[frame], box => box.Contains(new PixelBox(at % Columns, at / Columns, 1, 1))) ? 4095 : at == 0 ? 0 : at % Speckle == Speckle - 1 ? 4095 : 1000;
                var value = (photometric == "MONOCHROME1" ? 4095 - shown : shown) - (signed ? 2048 : 0);
                BinaryPrimitives.WriteInt16LittleEndian(frames.AsSpan((frame * Columns * Rows + at) * 2), (short)value);
            }
        return Images.Mr()
            .Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage)
            .Add(Tags.PhotometricInterpretation, photometric)
            .Add(Tags.Rows, Rows).Add(Tags.Columns, Columns)
            .Add(Tags.PixelRepresentation, signed ? 1 : 0)
            .Add(Tags.NumberOfFrames, text.Length)
            .Add(Tags.PixelData, Vr.OW, frames);
    }

    public static DicomDataset Colour(string photometric, bool planar, params PixelBox[] text)
    {
        var pixels = new byte[3 * Columns * Rows];
        for (var at = 0; at < Columns * Rows; at++)
        {
            var white = Array.Exists(text, box => box.Contains(new PixelBox(at % Columns, at / Columns, 1, 1)));
            for (var sample = 0; sample < 3; sample++)
            {
                var value = photometric == "YBR_FULL" && sample > 0 ? 128 : white ? 255 : 60;
                pixels[planar ? sample * Columns * Rows + at : 3 * at + sample] = (byte)value;
            }
        }
        return Images.Mr()
            .Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage)
            .Add(Tags.PhotometricInterpretation, photometric)
            .Add(Tags.SamplesPerPixel, 3).Add(Tags.PlanarConfiguration, planar ? 1 : 0)
            .Add(Tags.Rows, Rows).Add(Tags.Columns, Columns).Add(Tags.BitsAllocated, 8).Add(Tags.BitsStored, 8).Add(Tags.HighBit, 7)
            .Add(Tags.PixelData, Vr.OB, pixels);
    }

    /// <summary>The same picture in RLE Lossless.</summary>
    public static byte[] Encoded(DicomDataset native)
    {
        var frames = PixelFrames.Open(native, TransferSyntax.ExplicitLittleEndian);
        var fragments = new List<ReadOnlyMemory<byte>> { ReadOnlyMemory<byte>.Empty };
        for (var frame = 0; frame < frames.Count; frame++)
            fragments.Add(RleEncoder.Encode(frames.GetFrame(frame).Span, frames.Description));
        return Images.Bytes(native.Set(new DicomElement(Tags.PixelData, Vr.OB, fragments)), TransferSyntax.RleLossless);
    }

    /// <summary>Through a de-identifier, and read again.</summary>
    public static (DicomDataset Dataset, PixelFrames Frames, DeidentificationReport Report) Clean(byte[] file, ITextDetector? detector, PixelRelease? release = null, DeidentificationProfile? profile = null, PixelCleaningLimits? limits = null)
    {
        var deidentifier = new Deidentifier(profile ?? DeidentificationProfile.ClinicalReview, detector, limits);
        using var target = new MemoryStream();
        using var opened = deidentifier.Open(new MemoryStream(file), release: release);
        var written = deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, target);
        using var reader = new DicomReader(new MemoryStream(target.ToArray()));
        var dataset = DicomDataset.Read(reader);
        return (dataset, PixelFrames.Open(dataset, reader.TransferSyntax), written.Report);
    }

    /// <summary>The hold that writing ends with; nothing may have been written.</summary>
    public static PixelHold Hold(byte[] file, ITextDetector? detector, PixelCleaningLimits? limits = null, DeidentificationProfile? profile = null)
    {
        var deidentifier = new Deidentifier(profile ?? DeidentificationProfile.ClinicalReview, detector, limits);
        using var target = new MemoryStream();
        using var source = new MemoryStream(file);
        using var opened = deidentifier.Open(source);
        var held = Assert.Throws<InstanceHeldException>(() => deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, target))!;
        Assert.That(target.Length, Is.Zero);
        if (opened.Hold is null)
            Assert.That(source.Position, Is.EqualTo(source.Length), "the digest must be the whole file's");
        return held.Hold;
    }

    /// <summary>The value of a pixel's first sample.</summary>
    public static int At(PixelFrames frames, int frame, int x, int y)
    {
        var samples = frames.GetFrame(frame).Span;
        var at = (y * frames.Description.Columns + x) * frames.Description.SamplesPerPixel;
        return frames.Description.BitsAllocated == 8 ? samples[at] : BinaryPrimitives.ReadInt16LittleEndian(samples[(2 * at)..]);
    }
}
