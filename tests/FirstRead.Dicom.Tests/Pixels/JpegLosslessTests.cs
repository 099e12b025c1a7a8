using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Pixels;

public class JpegLosslessTests
{
    private static readonly TransferSyntax Syntax = TransferSyntax.Find("1.2.840.10008.1.2.4.57")!;

    [Test]
    public void EveryPredictorAndPrecision_DecodesToWhatWasEncoded()
    {
        var random = new Random(20260302);
        for (var precision = 2; precision <= 16; precision++)
        {
            for (var predictor = 1; predictor <= 7; predictor++)
            {
                var encoder = new LosslessEncoder(precision, predictor, random.Next(precision / 2), random.Next(4), random.Next(2) == 0, random.Next(2) == 0);
                var allocated = precision <= 8 ? 8 << random.Next(3) : 16 << random.Next(2);
                var shape = Shapes.Of(random.Next(1, 12), random.Next(1, 40), random.Next(2) == 0 ? 1 : 3, allocated, precision);
                var samples = Samples(random, shape, precision);
                var decoded = FrameDecoder.Decode(encoder.Encode(samples, shape), shape, Syntax);
                Assert.That(Cells(decoded, allocated / 8), Is.EqualTo(samples.Select(sample => sample >> encoder.PointTransform << encoder.PointTransform)), $"{encoder} {shape}");
            }
        }
    }

    [Test]
    public void Cuts_AreNeverAPicture()
    {
        var shape = Shapes.Of(8, 16, 1, 16);
        var encoded = new LosslessEncoder(16, 4, 0, 3, true, true).Encode(Samples(new Random(5), shape, 16), shape);
        // Without the last two bytes, EOI, all samples are still there.
        for (var length = 0; length < encoded.Length - 2; length++)
            Assert.That(() => FrameDecoder.Decode(encoded.AsMemory(0, length), shape, Syntax), Throws.InstanceOf<DicomException>(), $"{length} of {encoded.Length}");
        Assert.That(() => FrameDecoder.Decode(encoded.AsMemory(0, encoded.Length - 2), shape, Syntax), Throws.Nothing);
    }

    [Test]
    public void RestartInterval_WithinARow_IsRefused()
    {
        var shape = Shapes.Of(4, 6, 1, 8);
        var encoded = new LosslessEncoder(8, 1, 0, 1, true, false).Encode(new int[24], shape);
        encoded[encoded.AsSpan().IndexOf((byte[])[0xFF, 0xDD]) + 5] = 4;
        Assert.That(Assert.Throws<DicomException>(() => FrameDecoder.Decode(encoded, shape, Syntax))!.Code, Is.EqualTo("malformed"));
    }

    [TestCase(5, 6, 1, 8), TestCase(4, 7, 1, 8), TestCase(4, 6, 3, 8)]
    public void Codestream_OfAnotherShape_IsRefused(int rows, int columns, int samples, int bits)
    {
        var encoded = new LosslessEncoder(8, 1, 0, 0, true, false).Encode(new int[24], Shapes.Of(4, 6, 1, 8));
        Assert.That(Assert.Throws<DicomException>(() => FrameDecoder.Decode(encoded, Shapes.Of(rows, columns, samples, bits), Syntax))!.Message, Does.Contain("4 pixels"));
    }

    [Test]
    public void PrecisionAboveBitsAllocated_IsRefused_AboveBitsStoredIsNot()
    {
        var shape = Shapes.Of(4, 6, 1, 16, 12);
        var encoded = new LosslessEncoder(16, 1, 0, 0, true, false).Encode(new int[24], shape);
        Assert.Multiple(() =>
        {
            Assert.That(() => FrameDecoder.Decode(encoded, shape, Syntax), Throws.Nothing);
            Assert.That(() => FrameDecoder.Decode(encoded, Shapes.Of(4, 6, 1, 8), Syntax), Throws.InstanceOf<DicomException>());
        });
    }

    private static int[] Samples(Random random, PixelDescription shape, int precision)
    {
        var samples = new int[shape.Rows * shape.Columns * shape.SamplesPerPixel];
        // Smooth here, wild there: short and long codes.
        for (var i = 0; i < samples.Length; i++)
            samples[i] = random.Next(4) == 0 ? random.Next(1 << precision) : Math.Min((1 << precision) - 1, (i > 0 ? samples[i - 1] : 0) + random.Next(2));
        return samples;
    }

    private static IEnumerable<int> Cells(byte[] frame, int width) =>
        frame.Chunk(width).Select(cell => cell.Select((value, i) => value << (8 * i)).Sum());
}
