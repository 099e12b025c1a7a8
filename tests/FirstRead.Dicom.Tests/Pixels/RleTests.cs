using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Pixels;

public class RleTests
{
    [Test]
    public void EncodedFrames_DecodeToTheSameBytes()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 500; round++)
        {
            var description = Shapes.Of(random.Next(1, 40), random.Next(1, 400), random.Next(2) == 0 ? 1 : 3, 8 << random.Next(round % 3 == 0 ? 3 : 2));
            var samples = new byte[description.FrameBytes];
            // Long runs, short runs and noise, for each has its own way through the encoder.
            for (var i = 0; i < samples.Length;)
            {
                var value = (byte)random.Next(4);
                for (var run = random.Next(1, random.Next(1, 300)); run > 0 && i < samples.Length; run--) samples[i++] = value;
            }
            var encoded = RleEncoder.Encode(samples, description);
            Assert.That(encoded.Length % 2, Is.Zero);
            Assert.That(FrameDecoder.Decode(encoded, description, TransferSyntax.RleLossless), Is.EqualTo(samples));
        }
    }

    [Test]
    public void Encoder_TakesNoiseAndASinglePixel_WithinItsWorstCase()
    {
        var description = Shapes.Of(64, 1000, 3, 16);
        var samples = new byte[description.FrameBytes];
        new Random(1).NextBytes(samples);
        var encoded = RleEncoder.Encode(samples, description);
        Assert.Multiple(() =>
        {
            Assert.That(encoded, Has.Length.LessThan(samples.Length * 1.01 + 64));
            Assert.That(FrameDecoder.Decode(encoded, description, TransferSyntax.RleLossless), Is.EqualTo(samples));
            Assert.That(RleEncoder.Encode([7], Shapes.Of(1, 1, 1, 8)), Has.Length.EqualTo(66));
        });
    }

    [Test]
    public void Runs_DoNotCrossRows()
    {
        var encoded = RleEncoder.Encode(new byte[8], Shapes.Of(2, 4, 1, 8));
        Assert.That(encoded[64..], Is.EqualTo(new byte[] { 253, 0, 253, 0 }));
    }

    [Test]
    public void Encoder_RefusesWhatRleCannotHold()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => RleEncoder.Encode(new byte[1], Shapes.Of(1, 8, 1, 1)), Throws.ArgumentException);
            Assert.That(() => RleEncoder.Encode(new byte[3], Shapes.Of(1, 2, 1, 8)), Throws.ArgumentException);
            Assert.That(() => RleEncoder.Encode(new byte[32], Shapes.Of(1, 1, 4, 64)), Throws.ArgumentException);
        });
    }
}
