using System.Text;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Reading;

/// <summary>What real files do, and what is read all the same.</summary>
public class OddFileTests
{
    [Test]
    public void TrailingZeros_AreDroppedWithAWarning()
    {
        byte[] file = [.. Pictures.ToFile(Pictures.Mr()), .. new byte[300_001]];
        var (dataset, warnings) = Read(file);
        Assert.Multiple(() =>
        {
            Assert.That(DatasetText.Of(dataset), Is.EqualTo(DatasetText.Of(Pictures.Mr())));
            Assert.That(warnings, Is.EqualTo(new[] { "trailing-padding" }));
        });
    }

    [Test]
    public void BytesBehindAllPixels_AreDroppedWithAWarning()
    {
        foreach (var junk in new byte[][] { [.. new byte[100], 1], [.. "-- end of file --"u8] })
        {
            var (dataset, warnings) = Read([.. Pictures.ToFile(Pictures.Mr()), .. junk]);
            Assert.That(DatasetText.Of(dataset), Is.EqualTo(DatasetText.Of(Pictures.Mr())));
            Assert.That(warnings, Is.EqualTo(new[] { "trailing-bytes" }));
        }
    }

    [Test]
    public void BytesBehindTooFewPixels_OrBehindNone_AreRefused()
    {
        var few = Pictures.Mr().Add(Tags.Rows, 300);
        foreach (var file in new[] { Pictures.ToFile(few), WithDataset([]) })
            Assert.That(Assert.Throws<DicomException>(() => Read([.. file, .. new byte[100], 1]))!.Code, Is.EqualTo("malformed"));
        Assert.That(Read(Pictures.ToFile(few)).Warnings, Is.EqualTo(new[] { "short-pixel-data" }));
    }

    [Test]
    public void HeaderCutBehindThePixels_IsTruncated()
    {
        byte[] file = [.. Pictures.ToFile(Pictures.Mr()), 0xFC, 0xFF, 0xFC, 0xFF, (byte)'O'];
        Assert.That(Assert.Throws<DicomException>(() => Read(file))!.Code, Is.EqualTo("truncated"));
    }

    [Test]
    public void DatasetAlone_WithoutPreambleAndMeta_IsGuessed()
    {
        foreach (var syntax in Pictures.NativeSyntaxes.Where(syntax => !syntax.IsDeflated))
        {
            var file = Pictures.ToFile(Pictures.Mr(), syntax);
            var (dataset, warnings) = Read(file[(int)DatasetStart(file)..]);
            Assert.That(DatasetText.Of(dataset), Is.EqualTo(DatasetText.Of(Pictures.Mr())), syntax.Name);
            Assert.That(warnings, Is.EqualTo(new[] { "no-preamble", "no-meta", "transfer-syntax-guessed" }));
        }
    }

    [Test]
    public void Text_IsNotDicom()
    {
        foreach (var text in new[] { "", "x", "hello", new string('a', 10_000), "<html>" + new string(' ', 500), "PK\u0003\u0004" + new string('\0', 300) })
            Assert.That(Assert.Throws<DicomException>(() => Read(Encoding.Latin1.GetBytes(text)))!.Code, Is.EqualTo("not-dicom"));
    }

    [Test]
    public void UnknownTransferSyntax_IsRefusedByItsCode()
    {
        var file = Pictures.ToFile(Pictures.Mr());
        var at = file.AsSpan().IndexOf("1.2.840.10008.1.2.1\0"u8);
        "1.2.840.113619.5.2\0\0"u8.CopyTo(file.AsSpan(at));
        Assert.That(Assert.Throws<DicomException>(() => Read(file))!.Code, Is.EqualTo("unsupported-transfer-syntax"));
    }

    [Test]
    public void ImplicitDataset_CalledExplicit_IsReadAsItIs()
    {
        var file = Pictures.ToFile(Pictures.Mr(), TransferSyntax.ImplicitLittleEndian);
        var explicitFile = Pictures.ToFile(Pictures.Mr());
        byte[] mislabelled = [.. explicitFile[..(int)DatasetStart(explicitFile)], .. file[(int)DatasetStart(file)..]];
        var (dataset, warnings) = Read(mislabelled);
        Assert.Multiple(() =>
        {
            Assert.That(DatasetText.Of(dataset), Is.EqualTo(DatasetText.Of(Pictures.Mr())));
            Assert.That(warnings, Does.Contain("transfer-syntax-guessed"));
        });
    }

    [Test]
    public void DefinedLengths_OfSequencesAndItems_AreHeld()
    {
        // (0008,1140) SQ of 24 bytes: an item of 16 bytes with (0008,1155), then an empty item.
        byte[] sequence = [8, 0, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 30, 0, 0, 0,
            0xFE, 0xFF, 0, 0xE0, 14, 0, 0, 0, 8, 0, 0x55, 0x11, (byte)'U', (byte)'I', 6, 0, .. "2.25.9"u8,
            0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0];
        var (dataset, _) = Read(WithDataset(sequence));
        Assert.Multiple(() =>
        {
            Assert.That(dataset.GetSequence(Tags.ReferencedImageSequence), Has.Count.EqualTo(2));
            Assert.That(dataset.GetSequence(Tags.ReferencedImageSequence)[0].GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.9"));
        });
        sequence[32] = 0x7F; // A value that reaches beyond its item.
        sequence[26] = 0x7F;
        Assert.That(Assert.Throws<DicomException>(() => Read(WithDataset(sequence)))!.Code, Is.EqualTo("malformed"));
    }

    [TestCase(0x40, 0x11, Description = "a sequence that the dictionary knows")]
    [TestCase(0x41, 0x99, Description = "one that it does not")]
    public void UnOfUndefinedLength_IsAnImplicitSequence(byte low, byte high)
    {
        byte[] sequence = [8, 0, low, high, (byte)'U', (byte)'N', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
            0xFE, 0xFF, 0, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF, 8, 0, 0x55, 0x11, 6, 0, 0, 0, .. "2.25.9"u8,
            0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0,
            0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 2, 0, (byte)'P', (byte)'1'];
        var (dataset, _) = Read(WithDataset(sequence));
        Assert.Multiple(() =>
        {
            Assert.That(dataset.GetSequence(new DicomTag(8, (ushort)(high << 8 | low))).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.9"));
            Assert.That(dataset.GetString(Tags.PatientID), Is.EqualTo("P1"), "explicit again behind it");
        });
    }

    [Test]
    public void UnOfKnownLength_ForASequence_IsOpened()
    {
        byte[] sequence = [8, 0, 0x40, 0x11, (byte)'U', (byte)'N', 0, 0, 22, 0, 0, 0,
            0xFE, 0xFF, 0, 0xE0, 14, 0, 0, 0, 8, 0, 0x55, 0x11, 6, 0, 0, 0, .. "2.25.9"u8];
        var (dataset, _) = Read(WithDataset(sequence));
        Assert.That(dataset.GetSequence(Tags.ReferencedImageSequence).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.9"));
    }

    [Test]
    public void GroupLengths_AreSkipped_OddLengthsAndDisorderAreNoted()
    {
        byte[] elements = [8, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, 1, 2, 3, 4,
            0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 3, 0, .. "P12"u8,
            8, 0, 0x60, 0, (byte)'C', (byte)'S', 2, 0, .. "SR"u8];
        var (dataset, warnings) = Read(WithDataset(elements));
        Assert.Multiple(() =>
        {
            Assert.That(dataset.Select(element => element.Tag), Is.EqualTo(new[] { Tags.Modality, Tags.PatientID }));
            Assert.That(warnings, Is.EqualTo(new[] { "odd-length", "tag-order" }));
        });
    }

    [Test]
    public void CommandAndMetaElements_InTheDataset_AreRefused()
    {
        foreach (var head in new byte[][] { [0, 0, 2, 0], [2, 0, 0x10, 0] })
        {
            byte[] elements = [0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 2, 0, .. "P1"u8, .. head, (byte)'U', (byte)'I', 2, 0, .. "1\0"u8];
            Assert.That(Assert.Throws<DicomException>(() => Read(WithDataset(elements)))!.Code, Is.EqualTo("malformed"));
        }
    }

    [Test]
    public void VrOfAnEditionToCome_HasALongHeader_AndIsUnknown()
    {
        byte[] elements = [0x10, 0, 0x20, 0, (byte)'Z', (byte)'Z', 0, 0, 2, 0, 0, 0, 1, 2, 0x10, 0, 0x40, 0, (byte)'C', (byte)'S', 2, 0, .. "F "u8];
        var (dataset, warnings) = Read(WithDataset(elements));
        Assert.Multiple(() =>
        {
            Assert.That(dataset[Tags.PatientID]!.Vr, Is.EqualTo(Vr.UN));
            Assert.That(dataset.GetString(Tags.PatientSex), Is.EqualTo("F"));
            Assert.That(warnings, Is.EqualTo(new[] { "unknown-vr" }));
        });
    }

    [TestCase(' ', ' '), TestCase('\0', '\0'), TestCase('?', '?'), TestCase('-', '-')]
    public void ElementWithoutAVr_HasAShortLength_AndTheDictionarysVr(char first, char second)
    {
        var (dataset, warnings) = Read(WithDataset([0x10, 0, 0x10, 0, (byte)'P', (byte)'N', 0, 0, 0x10, 0, 0x20, 0, (byte)first, (byte)second, 2, 0, .. "P1"u8]));
        Assert.That((dataset.GetString(Tags.PatientID), dataset[Tags.PatientID]!.Vr), Is.EqualTo(("P1", Vr.LO)));
        Assert.That(warnings, Is.EqualTo(new[] { "unknown-vr" }));
    }

    [Test]
    public void ImplicitElement_InAnExplicitDataset_IsRead()
    {
        byte[] elements = [0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 2, 0, .. "P1"u8, 0x10, 0, 0x40, 0, 2, 0, 0, 0, .. "F "u8, 0x20, 0, 0x10, 0, (byte)'S', (byte)'H', 2, 0, .. "S1"u8];
        var (dataset, warnings) = Read(WithDataset(elements));
        Assert.That((dataset.GetString(Tags.PatientSex), dataset.GetString(Tags.StudyID)), Is.EqualTo(("F", "S1")));
        Assert.That(warnings, Is.EqualTo(new[] { "implicit-element" }));
    }

    [Test]
    public void ExplicitItem_InAnImplicitDataset_IsRead()
    {
        byte[] dataset = [8, 0, 0x40, 0x11, 0xFF, 0xFF, 0xFF, 0xFF, .. ItemOf([8, 0, 0x55, 0x11, (byte)'U', (byte)'I', 6, 0, .. "2.25.9"u8]),
            0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0, 0x10, 0, 0x20, 0, 2, 0, 0, 0, .. "P1"u8];
        var (read, warnings) = Read([.. Meta(TransferSyntax.ImplicitLittleEndian), .. dataset]);
        Assert.That(read.GetSequence(Tags.ReferencedImageSequence).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.9"));
        Assert.That(read.GetString(Tags.PatientID), Is.EqualTo("P1"), "implicit again behind it");
        Assert.That(warnings, Is.EqualTo(new[] { "explicit-item" }));
    }

    [Test]
    public void UndefinedLength_OnWhatIsNoSequence_IsOneIfAnItemFollows()
    {
        byte[] dataset = [8, 0, 0x50, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. ItemOf([]), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        var (read, warnings) = Read([.. Meta(TransferSyntax.ImplicitLittleEndian), .. dataset]);
        Assert.That(read.GetSequence(Tags.AccessionNumber), Has.Count.EqualTo(1));
        Assert.That(warnings, Is.EqualTo(new[] { "wrong-vr" }));
        dataset[8] = 0x7F;
        Assert.That(Assert.Throws<DicomException>(() => Read([.. Meta(TransferSyntax.ImplicitLittleEndian), .. dataset]))!.Code, Is.EqualTo("malformed"));
    }

    [Test]
    public void Delimiters_ThatEndNothing_OrHaveALength_ArePassedOver()
    {
        byte[] elements = [8, 0, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xDD, 0xE0, 8, 0, 0, 0,
            0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0, 0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 2, 0, .. "P1"u8];
        var (dataset, warnings) = Read(WithDataset(elements));
        Assert.That(dataset.GetString(Tags.PatientID), Is.EqualTo("P1"));
        Assert.That(warnings, Is.EqualTo(new[] { "delimiter-length", "stray-delimiter" }));
    }

    [Test]
    public void WrongVr_Duplicates_UnAndOwnerlessElements_AreNoted()
    {
        byte[] elements = [8, 0, 0x60, 0, (byte)'S', (byte)'H', 2, 0, .. "SR"u8,
            8, 0, 0x60, 0, (byte)'C', (byte)'S', 2, 0, .. "MR"u8,
            9, 0, 0x10, 0, (byte)'L', (byte)'O', 2, 0, .. "A "u8, 9, 0, 1, 0x10, (byte)'L', (byte)'O', 0, 0, 9, 0, 1, 0x11, (byte)'L', (byte)'O', 0, 0,
            0x10, 0, 0x20, 0, (byte)'U', (byte)'N', 0, 0, 2, 0, 0, 0, .. "P1"u8];
        var (dataset, warnings) = Read(WithDataset(elements));
        Assert.That((dataset.GetString(Tags.Modality), dataset.GetString(Tags.PatientID)), Is.EqualTo(("SR", "P1")), "of a repeated tag the first counts");
        Assert.That(warnings, Is.EqualTo(new[] { "wrong-vr", "duplicate-tag", "private-without-creator", "un-vr" }));
    }

    [Test]
    public void Warnings_OfOneCode_AreTheFirstTen()
    {
        var elements = Enumerable.Repeat(new byte[] { 8, 0, 0x60, 0, (byte)'C', (byte)'S', 1, 0, (byte)'M' }, 1000).SelectMany(bytes => bytes);
        Assert.That(Read(WithDataset([.. elements])).Warnings, Has.Length.EqualTo(20));
    }

    [Test]
    public void Meta_ThatIsImplicit_BigEndian_OrMiscounted_IsRead()
    {
        byte[] dataset = [0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 2, 0, .. "P1"u8];
        byte[] implicitMeta = [2, 0, 0x10, 0, 20, 0, 0, 0, .. "1.2.840.10008.1.2.1\0"u8];
        byte[] bigMeta = [0, 2, 0, 0x10, (byte)'U', (byte)'I', 0, 20, .. "1.2.840.10008.1.2.1\0"u8];
        byte[] miscounted = [2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, 99, 0, 0, 0, 2, 0, 0x10, 0, (byte)'U', (byte)'I', 20, 0, .. "1.2.840.10008.1.2.1\0"u8];
        foreach (var (meta, expected) in new[] { (implicitMeta, "meta-encoding, meta-length"), (bigMeta, "meta-encoding, meta-length"), (miscounted, "meta-length") })
        {
            var (read, warnings) = Read([.. new byte[128], .. "DICM"u8, .. meta, .. dataset]);
            Assert.That((read.GetString(Tags.PatientID), string.Join(", ", warnings)), Is.EqualTo(("P1", expected)));
        }
        Assert.That(Read([.. "DICM"u8, .. miscounted, .. dataset]).Warnings, Does.Contain("no-preamble"));
    }

    [Test]
    public void WrongLabels_OfOtherEncodings_AreSeenThrough()
    {
        foreach (var (label, actual) in new[]
        {
            (TransferSyntax.ExplicitLittleEndian, TransferSyntax.ExplicitBigEndian), (TransferSyntax.ExplicitBigEndian, TransferSyntax.ExplicitLittleEndian),
            (TransferSyntax.ImplicitLittleEndian, TransferSyntax.ExplicitLittleEndian), (TransferSyntax.DeflatedExplicitLittleEndian, TransferSyntax.ExplicitLittleEndian),
            (TransferSyntax.Find("1.2.840.10008.1.2.6.2")!, TransferSyntax.ExplicitLittleEndian),
        })
        {
            var file = Pictures.ToFile(Pictures.Mr(), actual);
            var (dataset, warnings) = Read([.. Meta(label), .. file[(int)DatasetStart(file)..]]);
            Assert.That(DatasetText.Of(dataset), Is.EqualTo(DatasetText.Of(Pictures.Mr())), label.Name);
            Assert.That(warnings, Does.Contain("transfer-syntax-guessed"), label.Name);
        }
    }

    [Test]
    public void DeflatedDataset_WithAZlibHeader_IsRead()
    {
        var plain = Pictures.ToFile(Pictures.Mr());
        var deflated = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(deflated, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(plain.AsSpan((int)DatasetStart(plain)));
        var (dataset, warnings) = Read([.. Meta(TransferSyntax.DeflatedExplicitLittleEndian), .. deflated.ToArray()]);
        Assert.That(DatasetText.Of(dataset), Is.EqualTo(DatasetText.Of(Pictures.Mr())));
        Assert.That(warnings, Is.EqualTo(new[] { "zlib-header" }));
    }

    [TestCase("1.2.840.113619.5.2", "1.2.840.113619.5.2, which PS3.6 does not register")]
    [TestCase("1.2.840.10008.1.2.6.1", "RFC 2557 MIME encapsulation (1.2.840.10008.1.2.6.1)")]
    [TestCase("JANE DOE", "that it names")]
    public void Refusal_OfASyntax_NamesIt_AndNothingElse(string uid, string expected)
    {
        byte[] meta = [.. new byte[128], .. "DICM"u8, 2, 0, 0x10, 0, (byte)'U', (byte)'I', (byte)uid.Length, 0, .. Encoding.ASCII.GetBytes(uid), .. "no data set"u8];
        var failure = Assert.Throws<DicomException>(() => Read(meta));
        Assert.That((failure!.Code, failure.Message.Contains($"No reader for the transfer syntax {expected}", StringComparison.Ordinal)), Is.EqualTo(("unsupported-transfer-syntax", true)), failure.Message);
    }

    [Test]
    public void Skip_PassesOverASequence_WithAllThatIsInIt()
    {
        using var reader = new DicomReader(new MemoryStream(Pictures.ToFile(Pictures.Mr())));
        while (reader.Read() && reader.Tag != Tags.ReferencedImageSequence) { }
        reader.Skip();
        Assert.That((reader.Kind, reader.Tag, reader.Depth), Is.EqualTo((DicomTokenKind.SequenceEnd, Tags.ReferencedImageSequence, 0)));
        Assert.That(reader.Read() && reader.Depth == 0 && reader.Tag > Tags.ReferencedImageSequence);
    }

    [Test]
    public void Exceptions_NameTagAndOffset_NeverAValue()
    {
        byte[] elements = [0x10, 0, 0x10, 0, (byte)'P', (byte)'N', 40, 0, .. "SECRET^NAME"u8];
        var failure = Assert.Throws<DicomException>(() => Read(WithDataset(elements)));
        Assert.Multiple(() =>
        {
            Assert.That(failure!.Message, Does.Contain("(0010,0010)").And.Contain("byte "));
            Assert.That(failure.ToString(), Does.Not.Contain("SECRET"));
        });
    }

    [Test]
    public void Tokens_TellWhereTheyStand()
    {
        var file = Pictures.ToFile(Pictures.Mr());
        using var reader = new DicomReader(new MemoryStream(file));
        while (reader.Read() && reader.Tag != Tags.PurposeOfReferenceCodeSequence) { }
        Assert.That((reader.Kind, reader.Depth), Is.EqualTo((DicomTokenKind.SequenceStart, 1)));
        while (reader.Read() && reader.Tag != Tags.CodeMeaning) { }
        Assert.Multiple(() =>
        {
            Assert.That((reader.Kind, reader.Depth, reader.Vr, reader.Length), Is.EqualTo((DicomTokenKind.Element, 2, Vr.LO, 6L)));
            Assert.That(file[(int)reader.Offset..][..4], Is.EqualTo(new byte[] { 0x08, 0x00, 0x04, 0x01 }));
            Assert.That(Encoding.ASCII.GetString(reader.ReadValue()), Is.EqualTo("Brain "));
            Assert.That(Encoding.ASCII.GetString(reader.ReadValue()), Is.EqualTo("Brain "), "asked again");
        });
    }

    private static (DicomDataset Dataset, string[] Warnings) Read(byte[] file)
    {
        using var reader = new DicomReader(new MemoryStream(file));
        return (DicomDataset.Read(reader), [.. reader.Warnings.Select(warning => warning.Code)]);
    }

    private static byte[] Meta(TransferSyntax syntax) =>
        [.. new byte[128], .. "DICM"u8, 2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, (byte)(8 + syntax.Uid.Length), 0, 0, 0,
            2, 0, 0x10, 0, (byte)'U', (byte)'I', (byte)syntax.Uid.Length, 0, .. Encoding.ASCII.GetBytes(syntax.Uid)];

    private static byte[] ItemOf(byte[] elements) => [0xFE, 0xFF, 0, 0xE0, (byte)elements.Length, 0, 0, 0, .. elements];

    private static byte[] WithDataset(byte[] dataset)
    {
        var meta = Pictures.ToFile(new DicomDataset().Add(Tags.SOPClassUID, WellKnownUids.Comprehensive3DSrStorage).Add(Tags.SOPInstanceUID, "2.25.3"));
        return [.. meta[..(int)DatasetStart(meta)], .. dataset];
    }

    private static long DatasetStart(byte[] file)
    {
        using var reader = new DicomReader(new MemoryStream(file));
        reader.Read();
        return reader.Offset;
    }
}
