using System.Text;
using System.Text.Json;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Json;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Json;

public class DicomJsonWriterTests
{
    [Test]
    public void EachVr_IsWhatAnnexFWants()
    {
        var dataset = Report()
            .Add(Tags.PatientName, Vr.PN, Encoding.UTF8.GetBytes("Yamada^Tarou=山田^太郎=やまだ^たろう\\\\^^"))
            .Add(Tags.ImageType, "ORIGINAL", "", "AXIAL")
            .Add(Tags.PatientID, "")
            .Add(Tags.TextValue, " a\\b ")
            .Add(Tags.PixelSpacing, Vr.DS, "0.50\\+1\\.5\\1e-3\\abc\\"u8.ToArray())
            .Add(Tags.InstanceNumber, Vr.IS, "007"u8.ToArray())
            .Add(new DicomTag(0x0028, 0x0009), Vr.AT, new byte[] { 0x18, 0, 0x63, 0x10 })
            .Add(Tags.Columns, 512)
            .Add(new DicomTag(0x0011, 0x0010), Vr.LO, "OWNER"u8.ToArray())
            .Add(new DicomTag(0x0011, 0x1001), Vr.FD, (byte[])[.. BitConverter.GetBytes(double.NaN), .. BitConverter.GetBytes(0.1)])
            .Add(new DicomTag(0x0011, 0x1002), Vr.UV, BitConverter.GetBytes(ulong.MaxValue))
            .Add(new DicomTag(0x0011, 0x1003), Vr.FL, BitConverter.GetBytes(0.1f))
            .Add(new DicomTag(0x0011, 0x1004), Vr.OB, new byte[] { 1, 2, 3 })
            .AddSequence(Tags.AnatomicRegionSequence)
            .AddSequence(Tags.ReferencedImageSequence, new DicomDataset().Add(Tags.CodeValue, "1"), new DicomDataset());
        Assert.Multiple(() =>
        {
            var json = Write(Pictures.ToFile(dataset));
            Assert.That(Raw(json, "00100010"), Is.EqualTo("""{"vr":"PN","Value":[{"Alphabetic":"Yamada^Tarou","Ideographic":"山田^太郎","Phonetic":"やまだ^たろう"},null,{"Alphabetic":"^^"}]}"""));
            Assert.That(Raw(json, "00080008"), Is.EqualTo("""{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]}"""));
            Assert.That(Raw(json, "00100020"), Is.EqualTo("""{"vr":"LO"}"""));
            Assert.That(Raw(json, "0040A160"), Is.EqualTo("""{"vr":"UT","Value":[" a\\b"]}"""));
            Assert.That(Raw(json, "00280030"), Is.EqualTo("""{"vr":"DS","Value":[0.50,1,0.5,1e-3,"abc",null]}"""));
            Assert.That(Raw(json, "00200013"), Is.EqualTo("""{"vr":"IS","Value":[7]}"""));
            Assert.That(Raw(json, "00280009"), Is.EqualTo("""{"vr":"AT","Value":["00181063"]}"""));
            Assert.That(Raw(json, "00280011"), Is.EqualTo("""{"vr":"US","Value":[512]}"""));
            Assert.That(Raw(json, "00111001"), Is.EqualTo("""{"vr":"FD","Value":["NaN",0.1]}"""));
            Assert.That(Raw(json, "00111002"), Is.EqualTo("""{"vr":"UV","Value":["18446744073709551615"]}"""));
            Assert.That(Raw(json, "00111003"), Is.EqualTo("""{"vr":"FL","Value":[0.1]}"""));
            Assert.That(Raw(json, "00111004"), Is.EqualTo("""{"vr":"OB","InlineBinary":"AQIDAA=="}"""), "padded as the file is");
            Assert.That(Raw(json, "00082218"), Is.EqualTo("""{"vr":"SQ"}"""));
            Assert.That(Raw(json, "00081140"), Is.EqualTo("""{"vr":"SQ","Value":[{"00080100":{"vr":"SH","Value":["1"]}},{}]}"""));
            Assert.That(json.TryGetProperty("00020010", out _), Is.False, "group 0002 has no place here");
        });
    }

    [Test]
    public void Text_IsUtf8_WhateverTheFilesIs_ItemByItem()
    {
        var item = new DicomDataset().Add(Tags.SpecificCharacterSet, "ISO_IR 144").Add(Tags.CodeMeaning, Vr.LO, new byte[] { 0xBB, 0xEE });
        var after = new DicomDataset().Add(Tags.CodeMeaning, Vr.LO, new byte[] { 0xE4 });
        var json = Write(Pictures.ToFile(Report("ISO_IR 100").AddSequence(Tags.ReferencedImageSequence, item, after)));
        Assert.That(Raw(json, "00081140"), Is.EqualTo("""{"vr":"SQ","Value":[{"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00080104":{"vr":"LO","Value":["Лю"]}},{"00080104":{"vr":"LO","Value":["ä"]}}]}"""));
    }

    [Test]
    public void BulkData_AreInline_OrNamedByTheirBytes()
    {
        var file = Pictures.ToFile(Pictures.Mr());
        var pixels = Pictures.Mr()[Tags.PixelData]!.Value.ToArray();
        var inline = Write(file).GetProperty("7FE00010").GetProperty("InlineBinary").GetBytesFromBase64();
        var uri = Write(file, new DicomJsonOptions(10, (offset, length) => $"{offset}+{length}")).GetProperty("7FE00010").GetProperty("BulkDataURI").GetString()!.Split('+');
        Assert.Multiple(() =>
        {
            Assert.That(inline, Is.EqualTo(pixels));
            Assert.That(file.AsSpan(int.Parse(uri[0]), int.Parse(uri[1])).ToArray(), Is.EqualTo(pixels));
        });
    }

    [Test]
    public void Fragments_KeepTheirItemHeaders()
    {
        var dataset = Pictures.Mr().Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, new byte[] { 1, 2 } }));
        var file = Pictures.ToFile(dataset, TransferSyntax.RleLossless);
        byte[] expected = [0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 2, 0, 0, 0, 1, 2];
        var uri = Write(file, new DicomJsonOptions(0, (offset, length) => $"{offset}+{length}")).GetProperty("7FE00010").GetProperty("BulkDataURI").GetString()!.Split('+');
        Assert.That(Write(file).GetProperty("7FE00010").GetProperty("InlineBinary").GetBytesFromBase64(), Is.EqualTo(expected));
        Assert.That(file.AsSpan(int.Parse(uri[0]), int.Parse(uri[1])).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void RepeatedTags_CountOnce_InAnyOrder()
    {
        var file = Pictures.ToFile(Report());
        byte[] repeated = [.. file, .. Element(0x20, "1"), .. Element(0x10, "A"), .. Element(0x20, "2"), .. Element(0x10, "B"), .. Element(0x30, "C"), .. Element(0x30, "D")];
        var json = Write(repeated);
        Assert.That(json.EnumerateObject().Where(property => property.Name.StartsWith("7001", StringComparison.Ordinal)).Select(property => property.Value.GetProperty("Value")[0].GetString()),
            Is.EqualTo(new[] { "1", "A", "C" }));
    }

    [Test]
    public void LongValues_CostNoMemory()
    {
        var pixels = new byte[64 << 20];
        var file = Pictures.ToFile(Pictures.Mr().Add(Tags.PixelData, Vr.OW, pixels));
        using var reader = new DicomReader(new MemoryStream(file));
        using var json = new Utf8JsonWriter(Stream.Null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        new DicomJsonWriter(json).Write(reader);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2 << 20));
        Assert.That(json.BytesCommitted, Is.GreaterThan(80 << 20));
    }

    private static byte[] Element(byte element, string value) => [0x01, 0x70, element, 0, (byte)'L', (byte)'O', 2, 0, (byte)value[0], (byte)' '];

    private static DicomDataset Report(string characterSet = "ISO_IR 192") => new DicomDataset()
        .Add(Tags.SpecificCharacterSet, characterSet).Add(Tags.SOPClassUID, WellKnownUids.Comprehensive3DSrStorage).Add(Tags.SOPInstanceUID, "2.25.3");

    private static string Raw(JsonElement json, string tag) => json.GetProperty(tag).GetRawText();

    private static JsonElement Write(byte[] file, DicomJsonOptions? options = null)
    {
        var target = new MemoryStream();
        using (var json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            using var reader = new DicomReader(new MemoryStream(file));
            new DicomJsonWriter(json, options).Write(reader);
        }
        return JsonDocument.Parse(target.ToArray()).RootElement;
    }
}
