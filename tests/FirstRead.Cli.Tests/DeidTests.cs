using System.CommandLine;
using System.Text.Json;
using FirstRead.Cli.Deid;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Tests;

public sealed class DeidTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("firstread-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Deid_FolderWithGoodAndBad_WritesTheGoodUnderNamesThatSayNothing()
    {
        Write("in/DOE^JANE/ct/one.dcm", Slice("1.2.3.1"));
        Write("in/DOE^JANE/ct/two.dcm", Slice("1.2.3.2"));
        Write("in/notes.txt", "Jane Doe"u8.ToArray());
        var cut = Slice("1.2.3.3");
        Write("in/cut.dcm", cut[..^2]);

        var code = Run("in", "--out", Path("out"));

        Assert.That(code, Is.EqualTo(1));
        var files = Directory.GetFiles(Path("out"), "*", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.EqualTo(2));
        Assert.That(files.Select(file => System.IO.Path.GetRelativePath(Path("out"), file)), Is.All.Match("^d[0-9a-f]{10}/d[0-9a-f]{10}/2\\.25\\.[0-9]+\\.dcm$"));
        Assert.That(files.Select(File.ReadAllBytes), Is.All.Matches<byte[]>(bytes => bytes.AsSpan().IndexOf("DOE"u8) < 0));
    }

    [Test]
    public void Deid_SameFileTwice_WritesItOnceAndPasses()
    {
        Write("a.dcm", Slice("1.2.3.1"));

        Assert.That(Run("a.dcm", Path("a.dcm"), "--out", Path("out")), Is.Zero);
        Assert.That(Directory.GetFiles(Path("out")), Has.Length.EqualTo(1));
    }

    [Test]
    public void Deid_WithReport_SaysPerStudyWhatWasDoneAndNoValue()
    {
        Write("in/a.dcm", Slice("1.2.3.1"));
        Write("in/b.dcm", Slice("1.2.3.2"));

        Assert.That(Run("in", "--out", Path("out"), "--report", Path("report.json")), Is.Zero);

        var text = File.ReadAllText(Path("report.json"));
        using var report = JsonDocument.Parse(text);
        var study = report.RootElement.GetProperty("studies").EnumerateArray().Single();
        Assert.That(study.GetProperty("instances").GetInt32(), Is.EqualTo(2));
        Assert.That(study.GetProperty("profiles")[0].GetString(), Is.EqualTo("basic"));
        Assert.That(study.GetProperty("options").GetProperty("113100").GetInt32(), Is.EqualTo(2));
        var name = study.GetProperty("attributes").EnumerateArray().Single(attribute => attribute.GetProperty("keyword").GetString() == "PatientName");
        Assert.That(name.GetProperty("count").GetInt32(), Is.EqualTo(2));
        Assert.That(text, Does.Not.Contain("DOE").And.Not.Contain("1.2.3"));
    }

    [Test]
    public void Deid_OtherBytesUnderOneUid_KeepsTheFirst()
    {
        Write("a.dcm", Slice("1.2.3.1"));
        Write("b.dcm", Slice("1.2.3.1", pixel: 7));

        Assert.That(Run("a.dcm", Path("b.dcm"), "--out", Path("out"), "--jobs", "1"), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(Path("out")), Has.Length.EqualTo(1));
        Assert.That(DicomDataset.Read(new MemoryStream(File.ReadAllBytes(Directory.GetFiles(Path("out"))[0])))[Tags.PixelData]!.Value.Span[0], Is.EqualTo(1));
    }

    [Test]
    public void Deid_WithKeyFile_GivesTheSameBytesInEveryRun()
    {
        Write("a.dcm", Slice("1.2.3.1"));

        Assert.That(Run("a.dcm", "--out", Path("one"), "--keys", Path("keys")), Is.Zero);
        Assert.That(Run("a.dcm", "--out", Path("two"), "--keys", Path("keys")), Is.Zero);
        Assert.That(Run("a.dcm", "--out", Path("three")), Is.Zero);

        var (one, two, three) = (Directory.GetFiles(Path("one"))[0], Directory.GetFiles(Path("two"))[0], Directory.GetFiles(Path("three"))[0]);
        Assert.That(System.IO.Path.GetFileName(two), Is.EqualTo(System.IO.Path.GetFileName(one)));
        Assert.That(File.ReadAllBytes(two), Is.EqualTo(File.ReadAllBytes(one)));
        Assert.That(System.IO.Path.GetFileName(three), Is.Not.EqualTo(System.IO.Path.GetFileName(one)));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(Path("keys")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Deid_TargetInsideTheSource_IsNotReadAgain()
    {
        Write("in/a.dcm", Slice("1.2.3.1"));

        Assert.That(Run("in", "--out", Path("in/out"), "--keys", Path("keys")), Is.Zero);
        Assert.That(Run("in", "--out", Path("in/out"), "--keys", Path("keys")), Is.Zero);
        Assert.That(Directory.GetFiles(Path("in/out")), Has.Length.EqualTo(1));
        Assert.Throws<CommandException>(() => Run("in/out", "--out", Path("in/out")));
    }

    private string Path(string name) => System.IO.Path.Combine(folder, name);

    private int Run(string path, params string[] arguments) =>
        DeidCommand.Create().Parse([Path(path), .. arguments]).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
    }

    private static byte[] Slice(string uid, byte pixel = 1)
    {
        using var file = new MemoryStream();
        new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.CtImageStorage)
            .Add(Tags.SOPInstanceUID, uid)
            .Add(Tags.StudyInstanceUID, "1.2.3")
            .Add(Tags.SeriesInstanceUID, "1.2.3.0")
            .Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
            .Add(Tags.Modality, "CT")
            .Add(Tags.PatientName, "DOE^JANE")
            .Add(Tags.PatientID, "4711")
            .Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.Rows, 2).Add(Tags.Columns, 2).Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, Vr.OW, new byte[] { pixel, 0, 2, 0, 3, 0, 4, 0 })
            .WriteFile(file);
        return file.ToArray();
    }
}
