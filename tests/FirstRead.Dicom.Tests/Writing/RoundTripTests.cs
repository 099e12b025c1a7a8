using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Dicom.Tests.Writing;

public class RoundTripTests
{
    [TestCaseSource(typeof(Pictures), nameof(Pictures.NativeSyntaxes))]
    public void Dataset_WrittenInAnySyntax_ReadsBackTheSame(TransferSyntax syntax)
    {
        var dataset = Pictures.Mr();
        var reread = Pictures.Reread(Pictures.ToFile(dataset, syntax));
        Assert.That(DatasetText.Of(reread), Is.EqualTo(DatasetText.Of(dataset)));
    }

    [Test]
    public void Tokens_CopiedFromAnySyntaxToAnyOther_KeepEveryValue()
    {
        var dataset = Pictures.Mr();
        foreach (var from in Pictures.NativeSyntaxes)
            foreach (var to in Pictures.NativeSyntaxes)
                Assert.That(DatasetText.Of(Pictures.Reread(Transcode(Pictures.ToFile(dataset, from), to))), Is.EqualTo(DatasetText.Of(dataset)), $"{from} to {to}");
    }

    [TestCase(32), TestCase(64)]
    public void WidePixels_InBigEndian_AreSwappedByTheirAllocatedWidth(int bits)
    {
        var pixels = Enumerable.Range(0, 12 * bits / 8).Select(i => (byte)i).ToArray();
        var dataset = Pictures.Mr().Add(Tags.BitsAllocated, bits).Add(Tags.PixelData, Vr.OW, pixels);
        var file = Pictures.ToFile(dataset, TransferSyntax.ExplicitBigEndian);
        Assert.Multiple(() =>
        {
            Assert.That(file[^pixels.Length..][..(bits / 8)], Is.EqualTo(pixels[..(bits / 8)].Reverse()));
            Assert.That(Pictures.Reread(file)[Tags.PixelData]!.Value.ToArray(), Is.EqualTo(pixels));
        });
    }

    [Test]
    public void Fragments_PassThrough_Unchanged()
    {
        var dataset = Pictures.Mr().Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, new byte[] { 1, 2, 3 }, new byte[] { 4, 5 } }));
        var syntax = TransferSyntax.Find("1.2.840.10008.1.2.4.70")!;
        var file = Pictures.ToFile(dataset, syntax);
        Assert.That(DatasetText.Of(Pictures.Reread(Transcode(file, syntax))), Is.EqualTo(DatasetText.Of(dataset)));
    }

    [TestCaseSource(typeof(Pictures), nameof(Pictures.NativeSyntaxes))]
    public void LongValues_ThatOutgrowEveryBuffer_AreStreamedWhole(TransferSyntax syntax)
    {
        var pixels = new byte[1_000_002];
        new Random(5).NextBytes(pixels);
        var dataset = Pictures.Mr().Add(Tags.PixelData, Vr.OW, pixels);
        var file = Transcode(Pictures.ToFile(dataset, syntax), syntax);
        Assert.That(Pictures.Reread(file)[Tags.PixelData]!.Value.Span.SequenceEqual(pixels));
    }

    [Test]
    public void TextTooLongForItsHeader_GoesAsUn_AndComesBackAsWhatItIs()
    {
        var dataset = Pictures.Mr().Add(Tags.TextValue, new string('x', 5)).Add(Tags.ImagePositionPatient, [.. Enumerable.Range(0, 20_000).Select(i => (double)i)]);
        var file = Pictures.ToFile(dataset);
        Assert.That(Pictures.Reread(file).GetDoubles(Tags.ImagePositionPatient), Has.Count.EqualTo(20_000));
    }

    [Test]
    public void FileMeta_IsOurs_AndSaysWhatFollows()
    {
        using var reader = new DicomReader(new MemoryStream(Pictures.ToFile(Pictures.Mr())));
        Assert.Multiple(() =>
        {
            Assert.That(reader.FileMeta.HasPreamble);
            Assert.That(reader.FileMeta.TransferSyntax, Is.EqualTo(TransferSyntax.ExplicitLittleEndian));
            Assert.That(reader.FileMeta.MediaStorageSopInstanceUid, Is.EqualTo("2.25.1"));
            Assert.That(reader.FileMeta.ImplementationClassUid, Is.EqualTo("2.25.131594896591156628660704655401332096985"));
            Assert.That(reader.FileMeta.ImplementationVersionName, Is.EqualTo("FIRSTREAD_0_1"));
        });
    }

    private static IEnumerable<TransferSyntax> FileSyntaxes => UidRegistry.All
        .Where(entry => entry.Type == UidRegistry.TransferSyntaxType).Select(entry => TransferSyntax.Find(entry.Uid)!).Where(syntax => syntax.IsReadable);

    [TestCaseSource(nameof(FileSyntaxes))]
    public void EverySyntaxOfPs36_ThatAFileCanHave_IsReadAndRewritten(TransferSyntax syntax)
    {
        var dataset = Pictures.Mr();
        if (syntax.IsEncapsulated) dataset.Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, new byte[] { 1, 2, 3 }, new byte[] { 4, 5 } }));
        var copy = Transcode(Pictures.ToFile(dataset, syntax), syntax);
        using var reader = new DicomReader(new MemoryStream(copy));
        Assert.That(DatasetText.Of(DicomDataset.Read(reader)), Is.EqualTo(DatasetText.Of(dataset)));
        Assert.That((reader.TransferSyntax.Uid, reader.Warnings.Count), Is.EqualTo((syntax.Uid, 0)));
    }

    [Test]
    public void CompressedPixels_AreNotCopiedIntoAnotherSyntax()
    {
        var compressed = Pictures.Mr().Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, new byte[] { 1, 2 } }));
        foreach (var (file, to) in new[] { (Pictures.ToFile(compressed, TransferSyntax.RleLossless), TransferSyntax.ExplicitLittleEndian), (Pictures.ToFile(Pictures.Mr()), TransferSyntax.RleLossless) })
            Assert.That(Assert.Throws<DicomException>(() => Transcode(file, to))!.Code, Is.EqualTo("cannot-decode"));
    }

    [Test]
    public void Writer_WithSomethingLeftOpen_RefusesToComplete()
    {
        using var writer = new DicomWriter(new MemoryStream(), TransferSyntax.ExplicitLittleEndian);
        writer.WriteFileMeta(WellKnownUids.MrImageStorage, "2.25.1");
        writer.StartSequence(Tags.ReferencedImageSequence);
        Assert.That(writer.Complete, Throws.InvalidOperationException);
    }

    [Test]
    public void Writer_WithAValueLeftShort_RefusesEverythingAfter()
    {
        using var writer = new DicomWriter(new MemoryStream(), TransferSyntax.ExplicitLittleEndian);
        writer.WriteFileMeta(WellKnownUids.MrImageStorage, "2.25.1");
        using (var value = writer.OpenValue(Tags.PixelData, Vr.OW, 4)) value.WriteByte(1);
        Assert.Multiple(() =>
        {
            Assert.That(() => writer.WriteElement(Tags.PatientID, Vr.LO, "1"), Throws.InvalidOperationException);
            Assert.That(writer.Complete, Throws.InvalidOperationException);
        });
    }

    internal static byte[] Transcode(byte[] file, TransferSyntax to)
    {
        using var reader = new DicomReader(new MemoryStream(file));
        var target = new MemoryStream();
        using var writer = new DicomWriter(target, to, leaveOpen: true);
        writer.WriteFileMeta(reader.FileMeta.MediaStorageSopClassUid!, reader.FileMeta.MediaStorageSopInstanceUid!);
        while (reader.Read()) writer.Copy(reader);
        writer.Complete();
        return target.ToArray();
    }
}
