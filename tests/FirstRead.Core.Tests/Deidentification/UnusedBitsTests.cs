using System.Buffers.Binary;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class UnusedBitsTests
{
    [TestCase(16, 12, 11, 0, 0xF123u, 0x0123u)]
    [TestCase(16, 12, 11, 0, 0x0FFFu, 0x0FFFu)]
    [TestCase(16, 12, 15, 0, 0xABCDu, 0xABC0u)]
    [TestCase(16, 10, 12, 0, 0xFFFFu, 0x1FF8u)]
    [TestCase(16, 12, 11, 1, 0xFFFFu, 0xFFFFu)]
    [TestCase(16, 12, 11, 1, 0x0FFFu, 0xFFFFu)]
    [TestCase(16, 12, 11, 1, 0xF7FFu, 0x07FFu)]
    [TestCase(16, 12, 13, 1, 0x5FFFu, 0x1FFCu)]
    [TestCase(16, 12, 15, 1, 0xABCDu, 0xABC0u)]
    [TestCase(8, 7, 6, 0, 0xFFu, 0x7Fu)]
    [TestCase(8, 6, 5, 1, 0xE0u, 0xE0u)]
    [TestCase(8, 6, 5, 1, 0x20u, 0xE0u)]
    [TestCase(8, 6, 5, 1, 0xDFu, 0x1Fu)]
    [TestCase(32, 24, 23, 0, 0xFF123456u, 0x00123456u)]
    [TestCase(32, 24, 23, 1, 0x00823456u, 0xFF823456u)]
    public void Clear_Sample_KeepsItsValueAlone(int allocated, int stored, int high, int signed, uint sample, uint expected)
    {
        var unused = UnusedBits.Of(Header(allocated, stored, high, signed))!;
        // One sample, and enough of them for whole vectors and a rest.
        foreach (var count in new[] { 1, 37 })
        {
            var bytes = Samples(allocated / 8, count, sample);

            var changed = unused.Clear(bytes);

            Assert.That(bytes, Is.EqualTo(Samples(allocated / 8, count, expected)));
            Assert.That(changed, Is.EqualTo(sample != expected));
        }
    }

    [TestCase(16, 16, 15)]
    [TestCase(8, 8, 7)]
    [TestCase(1, 1, 0)]
    [TestCase(16, 17, 16)]
    public void Of_NoUnusedBits_IsNull(int allocated, int stored, int high)
    {
        Assert.That(UnusedBits.Of(Header(allocated, stored, high, 0)), Is.Null);
    }

    [TestCase(15, 16)]
    [TestCase(15, 5)]
    public void Of_ImpossibleHighBit_TakesTheOneThatTheStandardAllows(int expectedHigh, int high)
    {
        var unused = UnusedBits.Of(Header(32, 16, high == 16 ? 40 : high, 0))!;
        var bytes = Samples(4, 1, 0xFFFFFFFF);

        unused.Clear(bytes);

        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(bytes), Is.EqualTo((1u << (expectedHigh + 1)) - 1));
    }

    [TestCase("1.2.840.10008.1.2")]
    [TestCase("1.2.840.10008.1.2.1")]
    [TestCase("1.2.840.10008.1.2.2")]
    [TestCase("1.2.840.10008.1.2.1.99")]
    public void Write_OverlayInUnusedBits_IsGoneInEveryEncoding(string syntax)
    {
        var image = Images.Mr().Add(Tags.PixelData, Vr.OW, new byte[] { 0x01, 0x80, 0x02, 0x10, 0x03, 0x00, 0x04, 0x0F });

        var (output, instance) = Runs.Run(Images.Bytes(image, TransferSyntax.Find(syntax)), DeidentificationProfile.Basic);

        Assert.That(Runs.Read(output)[Tags.PixelData]!.Value.ToArray(), Is.EqualTo(new byte[] { 0x01, 0x00, 0x02, 0x00, 0x03, 0x00, 0x04, 0x0F }));
        Assert.That(instance.Report.Attributes.Select(attribute => (attribute.Keyword, attribute.Action)), Does.Contain(("PixelData", "cleaned")));
    }

    private static DicomDataset Header(int allocated, int stored, int high, int signed) => new DicomDataset()
        .Add(Tags.BitsAllocated, allocated)
        .Add(Tags.BitsStored, stored)
        .Add(Tags.HighBit, high)
        .Add(Tags.PixelRepresentation, signed);

    private static byte[] Samples(int width, int count, uint sample)
    {
        var bytes = new byte[width * count];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(sample >> (8 * (i % width)));
        return bytes;
    }
}
