using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Dicom.Tests.Reading;

public class HostileFileTests
{
    private static readonly byte[] ItemHead = [0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF];

    [Test]
    public void MutatedFiles_EndInNothingButADicomException()
    {
        var random = new Random(20260727);
        var seeds = Pictures.NativeSyntaxes.Select(syntax => Pictures.ToFile(Pictures.Mr(), syntax)).ToArray();
        var survived = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var file = Mutate(seeds[round % seeds.Length], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var reader = new DicomReader(new MemoryStream(file));
                var dataset = DicomDataset.Read(reader);
                _ = PixelFrames.Open(dataset, reader.TransferSyntax).GetValues(0);
                foreach (var element in dataset) _ = (dataset.GetStrings(element.Tag), dataset.GetDoubles(element.Tag));
                survived++;
            }
            catch (DicomException) { }
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20), $"round {round}");
        }
        Assert.That(survived, Is.GreaterThan(1000), "or the mutations teach nothing");
    }

    [Test]
    public void AbsurdLength_CostsNoMoreMemoryThanTheFileHas()
    {
        var file = new MemoryStream();
        using (var writer = Begin(file)) writer.WriteElement(Tags.PatientID, Vr.LO, "1");
        file.Write([0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'W', 0, 0, 0xFE, 0xFF, 0xFF, 0x0F, 1, 2, 3, 4]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Assert.Throws<DicomException>(() => DicomDataset.Read(new MemoryStream(file.ToArray()), null, new ReadLimits { MaxValueBytes = uint.MaxValue }));
        Assert.Multiple(() =>
        {
            Assert.That(failure!.Code, Is.EqualTo("truncated"));
            Assert.That(failure.Message, Does.Contain("(7FE0,0010)"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
        });
    }

    [Test]
    public void DeepNesting_IsBeyondTheLimit()
    {
        var file = new MemoryStream();
        Begin(file).Dispose();
        for (var depth = 0; depth < 100_000; depth++)
        {
            file.Write([0x08, 0x00, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
            file.Write(ItemHead);
        }
        Assert.That(Refusal(file.ToArray()), Is.EqualTo("limit-exceeded"));
    }

    [Test]
    public void FloodOfElements_IsBeyondTheLimit_InBoundedTime()
    {
        var file = new MemoryStream();
        Begin(file).Dispose();
        var element = new byte[] { 0x08, 0x00, 0x00, 0x01, (byte)'S', (byte)'H', 0, 0 };
        for (var i = 0; i < 5_000_000; i++) file.Write(element);
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Multiple(() =>
        {
            Assert.That(Refusal(file.ToArray(), forDataset: false), Is.EqualTo("limit-exceeded"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(file.Length + (1 << 20)), "no allocation an element");
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
        });
    }

    [Test]
    public void TagsInDescendingOrder_CostNoQuadraticTime()
    {
        var file = new MemoryStream();
        Begin(file).Dispose();
        for (var tag = 500_000u; tag > 0; tag--)
        {
            var value = 0x0009_0000 + tag;
            file.Write([(byte)(value >> 16), 0, (byte)value, (byte)(value >> 8), (byte)'S', (byte)'H', 0, 0]);
        }
        var watch = Stopwatch.StartNew();
        var dataset = DicomDataset.Read(new MemoryStream(file.ToArray()), null, new ReadLimits { RequirePixels = false });
        Assert.That(dataset, Has.Count.GreaterThan(400_000));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)), "quadratic would be minutes");
    }

    [Test]
    public void DeflateBomb_IsBeyondTheLimit()
    {
        var file = new MemoryStream();
        var writer = new DicomWriter(file, TransferSyntax.DeflatedExplicitLittleEndian, leaveOpen: true);
        writer.WriteFileMeta(WellKnownUids.MrImageStorage, "2.25.1");
        using (var value = writer.OpenValue(Tags.PixelData, Vr.OW, 1L << 30))
            for (var i = 0; i < 1 << 10; i++) value.Write(new byte[1 << 20]);
        writer.Complete();
        Assert.Multiple(() =>
        {
            Assert.That(file.Length, Is.LessThan(2 << 20));
            Assert.That(Refusal(file.ToArray(), forDataset: false), Is.EqualTo("limit-exceeded"));
        });
    }

    [Test]
    public void PicturePromisedByTheHeaderAlone_IsNotAllocated()
    {
        var dataset = Pictures.Mr().Add(Tags.Rows, 65535).Add(Tags.Columns, 65535).Add(Tags.BitsAllocated, 8).Add(Tags.BitsStored, 8).Add(Tags.HighBit, 7)
            .Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, new byte[100] }));
        Assert.That(() => PixelFrames.Open(dataset, TransferSyntax.RleLossless).GetFrame(0), Throws.InstanceOf<DicomException>());
        var rows = dataset.Add(Tags.Rows, 30000).Add(Tags.Columns, 30000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Multiple(() =>
        {
            Assert.That(() => PixelFrames.Open(rows, TransferSyntax.RleLossless).GetFrame(0), Throws.InstanceOf<DicomException>());
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
        });
    }

    private static DicomWriter Begin(MemoryStream file)
    {
        var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian, leaveOpen: true);
        writer.WriteFileMeta(WellKnownUids.MrImageStorage, "2.25.1");
        return writer;
    }

    private static string? Refusal(byte[] file, bool forDataset = true)
    {
        try
        {
            using var reader = new DicomReader(new MemoryStream(file));
            if (forDataset) DicomDataset.Read(reader);
            else while (reader.Read()) { }
            return null;
        }
        catch (DicomException failure)
        {
            return failure.Code;
        }
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var file = (byte[])seed.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(128, file.Length);
            switch (random.Next(6))
            {
                case 0: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: file[at] = (byte)random.Next(256); break;
                case 2: file = [.. file[..at], .. file[Math.Min(file.Length, at + random.Next(1, 40))..]]; break;
                case 3: file = [.. file[..at], .. file[random.Next(at)..at], .. file[at..]]; break;
                case 4 when at + 4 <= file.Length: BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), random.Next(2) == 0 ? uint.MaxValue : (uint)random.Next()); break;
                default: file = file[..Math.Max(at, Math.Min(200, file.Length))]; break;
            }
            if (file.Length <= 129) return file;
        }
        return file;
    }
}
