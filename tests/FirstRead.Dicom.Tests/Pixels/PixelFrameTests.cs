using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Pixels;

public class PixelFrameTests
{
    [Test]
    public void SignedSamples_ThatShareTheirCells_AreTakenOutAndRescaled()
    {
        // Twelve signed bits at 14..3; the other four are noise.
        int[] stored = [-2048, -1, 0, 2047];
        var dataset = Picture(1, 4, 16, Pictures.Samples16(stored.Select(value => value << 3 & 0x7FF8 | unchecked((short)0x8005))))
            .Add(Tags.BitsStored, 12).Add(Tags.HighBit, 14).Add(Tags.PixelRepresentation, 1)
            .Add(Tags.RescaleSlope, 2).Add(Tags.RescaleIntercept, -1024);
        Assert.That(Open(dataset).GetValues(0), Is.EqualTo(stored.Select(value => value * 2f - 1024)));
    }

    [Test]
    public void Frames_AreNumberedFromZero()
    {
        var frames = Open(Picture(1, 2, 8, [1, 2, 3, 4, 5, 6]).Add(Tags.NumberOfFrames, 3));
        Assert.Multiple(() =>
        {
            Assert.That(frames.Count, Is.EqualTo(3));
            Assert.That(frames.GetFrame(2).ToArray(), Is.EqualTo(new byte[] { 5, 6 }));
            Assert.That(() => frames.GetFrame(3), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void OneBitFrames_ThatBeginWithinAByte_AreUnpacked()
    {
        // Three frames of 3 pixels: 101 110 011, lowest bit first, without a gap between them.
        var frames = Open(Picture(1, 3, 1, [0b11_011_101, 0b0]).Add(Tags.NumberOfFrames, 3));
        Assert.Multiple(() =>
        {
            Assert.That(frames.GetValues(0), Is.EqualTo(new float[] { 1, 0, 1 }));
            Assert.That(frames.GetValues(1), Is.EqualTo(new float[] { 1, 1, 0 }));
            Assert.That(frames.GetValues(2), Is.EqualTo(new float[] { 1, 1, 0 }));
        });
    }

    [Test]
    public void TwelveBitSamples_InThreeBytesForTwo_AreUnpacked()
    {
        var frames = Open(Picture(1, 3, 12, [0x34, 0x12, 0xAB, 0xFF, 0x0F, 0]));
        Assert.That(frames.GetValues(0), Is.EqualTo(new float[] { 0x234, 0xAB1, 0xFFF }));
    }

    [Test]
    public void FloatPixels_AreValues()
    {
        byte[] bytes = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)];
        var dataset = new DicomDataset().Add(Tags.Rows, 1).Add(Tags.Columns, 2).Add(Tags.BitsAllocated, 32).Add(Tags.FloatPixelData, Vr.OF, bytes);
        Assert.That(Open(dataset).GetValues(0), Is.EqualTo(new[] { 1.5f, -2f }));
    }

    [Test]
    public void SeveralFrames_InOneFragment_ArePartedWhereACodestreamEnds()
    {
        byte[] one = [0xFF, 0xD8, 0xFF, 1, 0xFF, 0xD9], two = [0xFF, 0xD8, 0xFF, 2, 0xFF, 0xD9, 0];
        var fragments = new ReadOnlyMemory<byte>[] { default, one.Concat(two).Concat(one).ToArray() };
        var frames = new EncodedFrames(new DicomDataset(), fragments, 3, TransferSyntax.Find("1.2.840.10008.1.2.4.50")!);
        Assert.Multiple(() =>
        {
            Assert.That(frames[0].ToArray(), Is.EqualTo(one));
            Assert.That(frames[1].ToArray(), Is.EqualTo(two));
            Assert.That(frames[2].ToArray(), Is.EqualTo(one));
        });
    }

    [Test]
    public void ExtendedOffsetTable_TellsFrames_WhereTheBasicOneIsEmpty()
    {
        var dataset = new DicomDataset().Add(Tags.ExtendedOffsetTable, Vr.OV, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0 });
        var fragments = new ReadOnlyMemory<byte>[] { default, new byte[] { 1, 2 }, new byte[] { 3, 4 }, new byte[] { 5, 6 } };
        Assert.That(new EncodedFrames(dataset, fragments, 2, TransferSyntax.RleLossless)[1].ToArray(), Is.EqualTo(new byte[] { 5, 6 }));
    }

    [Test]
    public void PlanarColours_ComeSideBySide()
    {
        var dataset = Picture(1, 2, 8, [1, 2, 11, 12, 21, 22]).Add(Tags.SamplesPerPixel, 3).Add(Tags.PhotometricInterpretation, "RGB").Add(Tags.PlanarConfiguration, 1);
        Assert.That(Open(dataset).GetFrame(0).ToArray(), Is.EqualTo(new byte[] { 1, 11, 21, 2, 12, 22 }));
    }

    [Test]
    public void Rle_IsDecoded_RunsLiteralsAndNothings()
    {
        var encoded = new byte[64 + 12];
        encoded[0] = 2; // Two segments: high bytes, low bytes.
        encoded[4] = 64;
        encoded[8] = 68;
        byte[] high = [unchecked((byte)-3), 7, 0x80, 0];
        byte[] low = [1, 10, 11, 0x80, 1, 12, 13, 0];
        high.CopyTo(encoded, 64);
        low.CopyTo(encoded, 68);
        var dataset = Picture(2, 2, 16, []).Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, encoded }));
        Assert.That(PixelFrames.Open(dataset, TransferSyntax.RleLossless).GetValues(0), Is.EqualTo(new float[] { 0x70A, 0x70B, 0x70C, 0x70D }));
    }

    [Test]
    public void EncodedFrames_OfSeveralFragments_AreToldByTheirOffsets()
    {
        byte[] offsets = [0, 0, 0, 0, 20, 0, 0, 0];
        var fragments = new ReadOnlyMemory<byte>[] { offsets, new byte[] { 1, 2 }, new byte[] { 3, 4 }, new byte[] { 5, 6 } };
        var frames = new EncodedFrames(new DicomDataset(), fragments, 2, TransferSyntax.ExplicitLittleEndian);
        Assert.Multiple(() =>
        {
            Assert.That(frames[0].ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
            Assert.That(frames[1].ToArray(), Is.EqualTo(new byte[] { 5, 6 }));
            Assert.That(() => new EncodedFrames(new DicomDataset(), [default, .. fragments[1..]], 2, TransferSyntax.ExplicitLittleEndian), Throws.InstanceOf<DicomException>());
        });
    }

    [Test]
    public void RescaleOfEnhancedObjects_ComesFromTheFrame()
    {
        DicomDataset Group(double slope) => new DicomDataset().AddSequence(
            Tags.PixelValueTransformationSequence, new DicomDataset().Add(Tags.RescaleSlope, slope).Add(Tags.RescaleIntercept, 1));
        var dataset = Picture(1, 1, 8, [10, 10]).Add(Tags.NumberOfFrames, 2)
            .AddSequence(Tags.SharedFunctionalGroupsSequence, Group(2))
            .AddSequence(Tags.PerFrameFunctionalGroupsSequence, new DicomDataset(), Group(3));
        var frames = Open(dataset);
        Assert.That((frames.GetValues(0)[0], frames.GetValues(1)[0]), Is.EqualTo((21f, 31f)));
    }

    [Test]
    public void PixelsFewerThanSaid_AreTruncated_AndAnAbsurdDescriptionIsMalformed()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<DicomException>(() => Open(Picture(2, 2, 8, [1, 2])))!.Code, Is.EqualTo("truncated"));
            Assert.That(Assert.Throws<DicomException>(() => Open(Picture(65535, 65535, 64, [1, 2]).Add(Tags.NumberOfFrames, int.MaxValue)))!.Code, Is.EqualTo("limit-exceeded"));
            Assert.That(Assert.Throws<DicomException>(() => Open(Picture(1, 2, 8, [1, 2]).Add(Tags.BitsStored, 9)))!.Code, Is.EqualTo("malformed"));
            Assert.That(Assert.Throws<DicomException>(() => Open(Picture(0, 2, 8, [1, 2])))!.Code, Is.EqualTo("malformed"));
        });
    }

    private static PixelFrames Open(DicomDataset dataset) => PixelFrames.Open(dataset, TransferSyntax.ExplicitLittleEndian);

    private static DicomDataset Picture(int rows, int columns, int bits, byte[] pixels) => new DicomDataset()
        .Add(Tags.Rows, rows).Add(Tags.Columns, columns).Add(Tags.BitsAllocated, bits)
        .Add(Tags.PhotometricInterpretation, "MONOCHROME2").Add(Tags.PixelData, Vr.OW, pixels);
}
