using System.Text;
using System.Text.Json;
using FirstRead.Cli.Dump;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Tests.Dump;

public class DumpTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("firstread-dump-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Text_ShowsEachElement_NestedAsItIs()
    {
        var (exit, output, errors) = Dump(Report());
        Assert.Multiple(() =>
        {
            Assert.That((exit, errors), Is.EqualTo((0, "")));
            Assert.That(output, Does.StartWith("# Explicit VR Little Endian (1.2.840.10008.1.2.1)\n(0002,0000) UL         4  FileMetaInformationGroupLength"));
            Assert.That(output, Does.Contain("(0008,0016) UI        30  SOPClassUID  1.2.840.10008.5.1.4.1.1.88.34 (Comprehensive 3D SR Storage)\n"));
            Assert.That(output, Does.Contain("(0010,0010) PN        12  PatientName  Müller^Jörg\n"));
            Assert.That(output, Does.Contain("(0008,1140) SQ undefined  ReferencedImageSequence\n item 1\n  (0008,0104) LO         6  CodeMeaning  Brain\n item 2\n"));
            Assert.That(output, Does.Contain("(0028,0030) DS         8  PixelSpacing  0.5\\0.25\n"));
            Assert.That(output, Does.Contain("(0011,1001) OB         2  (private)  ff00\n"));
            Assert.That(output, Does.Contain($"TextValue  {new string('x', 120)}… (9000 bytes)\n"));
        });
    }

    [Test]
    public void Text_SteersNoTerminal()
    {
        var (_, output, _) = Dump(Report().Add(Tags.SpecificCharacterSet, "ISO_IR 192").Add(Tags.PatientName, "J").Add(Tags.PatientID, "a\e[2Jb\rc").Add(Tags.StudyDescription, Vr.LO, Encoding.UTF8.GetBytes("x\u202Ey")));
        Assert.That(output, Does.Contain("a\\u001b[2Jb\\rc").And.Contain("x\\u202ey"));
        Assert.That(output.Any(character => char.IsControl(character) && character != '\n'), Is.False);
    }

    [Test]
    public void Warnings_StandAtTheEnd_WithTagAndOffset()
    {
        var (exit, output, _) = Dump(Report().Add(Tags.SpecificCharacterSet, "ISO_IR 999").Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage));
        Assert.That(exit, Is.Zero);
        Assert.That(output, Does.Contain("# warning: no-pixel-data byte ").And.Contain("# warning: unknown-character-set at (0008,0005), byte "));
    }

    [TestCase(false), TestCase(true)]
    public void CutFile_IsNoSuccess_AndTheErrorSaysWhere(bool json)
    {
        var (exit, output, errors) = Dump(Report(), json, cut: 3);
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(output, Does.Contain("1.2.840.10008.5.1.4.1.1.88.34"), "what could be read is shown");
            Assert.That(errors, Does.StartWith("firstread: ").And.Contain("a.dcm: truncated: ").And.Contain("(0040,A160), byte "));
            if (json) Assert.That(() => JsonDocument.Parse(output), Throws.InstanceOf<JsonException>());
        });
    }

    [Test]
    public void Json_IsOneObject_WithBulkDataByName()
    {
        var (exit, output, _) = Dump(Report(), json: true, bulkAbove: 1);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(root.GetProperty("00100010").GetProperty("Value")[0].GetProperty("Alphabetic").GetString(), Is.EqualTo("Müller^Jörg"));
            Assert.That(root.GetProperty("00111001").GetProperty("BulkDataURI").GetString(), Does.StartWith("file:///").And.EndWith("&length=2"));
        });
    }

    private static DicomDataset Report()
    {
        var dataset = new DicomDataset().Add(Tags.SpecificCharacterSet, "ISO_IR 100");
        return dataset
            .Add(Tags.SOPClassUID, WellKnownUids.Comprehensive3DSrStorage)
            .Add(Tags.SOPInstanceUID, "2.25.3")
            .Add(Tags.PatientName, "Müller^Jörg")
            .Add(new DicomTag(0x0011, 0x0010), Vr.LO, "OWNER"u8.ToArray())
            .Add(new DicomTag(0x0011, 0x1001), Vr.OB, new byte[] { 255, 0 })
            .Add(Tags.PixelSpacing, 0.5, 0.25)
            .AddSequence(Tags.ReferencedImageSequence, new DicomDataset(dataset).Add(Tags.CodeMeaning, "Brain"), new DicomDataset(dataset))
            .Add(Tags.TextValue, new string('x', 9000));
    }

    private (int Exit, string Output, string Errors) Dump(DicomDataset dataset, bool json = false, int cut = 0, long? bulkAbove = null)
    {
        var file = new FileInfo(Path.Combine(_folder, "a.dcm"));
        using (var target = file.Create())
        {
            dataset.WriteFile(target);
            target.SetLength(target.Length - cut);
        }
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var exit = DumpCommand.Run(file, output, errors, json, bulkAbove);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }
}
