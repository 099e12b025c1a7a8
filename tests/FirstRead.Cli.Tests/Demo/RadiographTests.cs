using System.Formats.Tar;
using System.Text;
using FirstRead.Cli.Demo.Radiographs;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Tests.Demo;

/// <summary>Real radiographs in the demo: from an archive beside the repository, or skipped by name.</summary>
public sealed class RadiographTests
{
    private const string Labels = """
        image,split,label,width,height,hand,leg,hip,shoulder
        images/d.jpg,test,fractured,30,20,1,0,0,0
        images/c.jpg,val,fractured,30,20,0,1,0,0
        images/b.jpg,val,normal,30,20,1,0,0,0
        images/a.jpg,val,fractured,30,20,0,0,0,1
        images/e.jpg,train,fractured,30,20,1,0,0,0

        """;

    private string _folder = "";

    private static RadiographSource Fracture => RadiographSource.All[0];

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("firstread-radiographs-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Validation_Pictures_ComeInTheTablesOrderAndNeverFromAnotherSplit()
    {
        var pictures = Archive().Validation("fractured", 10);
        Assert.Multiple(() =>
        {
            Assert.That(pictures.Select(picture => picture.Name), Is.EqualTo(new[] { "images/c.jpg", "images/a.jpg" }));
            Assert.That(Encoding.ASCII.GetString(pictures[1].Jpeg.Span), Is.EqualTo("JPEG of a.jpg"));
            Assert.That(Archive().Validation("fractured", 1).Select(picture => picture.Name), Is.EqualTo(new[] { "images/c.jpg" }));
        });
    }

    [Test]
    public void Capture_Written_HasTheJpegAsItWasAndSaysWhatItIs()
    {
        var path = Path.Combine(_folder, "capture.dcm");
        CapturedRadiograph.Write(Archive().Validation("fractured", 1)[0], Fracture, 1, path);

        using var reader = new DicomReader(File.OpenRead(path));
        var capture = DicomDataset.Read(reader);
        Assert.Multiple(() =>
        {
            Assert.That(reader.TransferSyntax, Is.EqualTo(TransferSyntax.JpegBaseline));
            Assert.That(capture.GetString(Tags.SOPClassUID), Is.EqualTo(WellKnownUids.SecondaryCaptureImageStorage));
            Assert.That(capture.GetString(Tags.SeriesDescription), Is.EqualTo("LEG RADIOGRAPH, VALIDATION IMAGE OF A DATASET"));
            Assert.That(capture.GetString(Tags.DerivationDescription), Does.Contain("CC BY 4.0").And.Contain("images/c.jpg").And.Contain("person is made up"));
            Assert.That(capture.GetString(Tags.BodyPartExamined), Is.EqualTo("LEG"));
            Assert.That(capture.GetString(Tags.PatientName), Does.Contain(Fracture.Person.Word));
            Assert.That(Encoding.ASCII.GetString(capture[Tags.PixelData]!.Fragments![1].Span).TrimEnd('\0'), Is.EqualTo("JPEG of c.jpg"));
        });
    }

    [Test]
    public void Sources_ChildOfTheChestSet_IsOneToFiveYearsOld() =>
        Assert.That(RadiographSource.All.Single(source => source.Finding == "Pneumonia").Person.AgeAtStudy, Is.InRange(1, 5));

    [Test]
    public async Task Samples_WithoutTheTrainingSets_AreSkippedByName()
    {
        var samples = await RadiographSamples.WriteAsync(_folder, Path.Combine(_folder, "training"), Path.Combine(_folder, "samples"), default);
        Assert.Multiple(() =>
        {
            Assert.That(samples.Cases, Is.Empty);
            Assert.That(samples.People, Is.Empty);
            Assert.That(samples.Checks, Is.Empty);
            Assert.That(samples.Notes, Has.Count.EqualTo(2));
            Assert.That(samples.Notes[0], Does.StartWith("(f) Fracture").And.Contain("skipped").And.Contain("bone-fracture.tar"));
            Assert.That(samples.Notes[1], Does.StartWith("(g) Pneumonia").And.Contain("skipped").And.Contain("chest-xray-pneumonia.tar"));
        });
    }

    private TrainingArchive Archive()
    {
        var path = Path.Combine(_folder, "bone-fracture.tar");
        using var archive = new TarWriter(File.Create(path));
        archive.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "bone-fracture/"));
        foreach (var name in "abcde")
            Add($"images/{name}.jpg", $"JPEG of {name}.jpg");
        Add("labels.csv", Labels);
        return new(path);

        void Add(string name, string content) =>
            archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"bone-fracture/{name}") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(content)) });
    }
}
