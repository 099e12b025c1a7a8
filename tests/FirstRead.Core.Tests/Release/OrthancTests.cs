using FirstRead.Core.Release;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Release;

/// <summary>A PACS that is not ours takes the uploaded pictures and then what was released.</summary>
public sealed class OrthancTests
{
    [Test, CancelAfter(600_000)]
    public async Task Released_SentAfterTheUploadedPictures_IsFiledUnderTheirStudyAndComesBackUnchanged(CancellationToken cancel)
    {
        if (OrthancServer.Program is null)
            Assert.Ignore("Orthanc is not installed (eng/install.sh test).");
        var folder = Directory.CreateTempSubdirectory("firstread-release-").FullName;
        var identity = ReleaseCase.Identity();
        DicomDataset[] stored = [ReleaseCase.Signed(), ReleaseCase.Presentation(), ReleaseCase.Segmentation()];
        var own = ReleaseCase.Own([.. stored, ReleaseCase.First()]);
        var released = stored.Select((document, index) => Write(Path.Combine(folder, $"{index}.dcm"), ReleasedObject.Of(document, identity, own, ReleaseCase.SignedAt))).ToList();
        await using var orthanc = await OrthancServer.StartAsync(cancel);
        for (var number = 100; number < 104; number++)
            await orthanc.StoreAsync(await File.ReadAllBytesAsync(Write(Path.Combine(folder, "picture.dcm"), Uploaded(number)), cancel), cancel);
        var before = (await orthanc.GetAsync("/studies", cancel)).ToString();

        var (code, said) = await orthanc.SendAsync(released, cancel);

        Assert.That(code, Is.Zero, said);
        Assert.That((await orthanc.GetAsync("/studies", cancel)).ToString(), Is.EqualTo(before), "no second study");
        Assert.That((await orthanc.GetAsync("/patients", cancel)).GetArrayLength(), Is.EqualTo(1));
        var series = (await orthanc.GetAsync("/series?expand", cancel)).EnumerateArray().Select(one => one.GetProperty("MainDicomTags").GetProperty("Modality").GetString());
        Assert.That(series, Is.EquivalentTo(new[] { "MR", "SR", "PR", "SEG" }));
        foreach (var path in released)
        {
            var sent = Read(await File.ReadAllBytesAsync(path, cancel));
            Assert.That(Bytes(Read(await orthanc.FileOfAsync(sent.GetString(Tags.SOPInstanceUID)!, cancel))), Is.EqualTo(Bytes(sent)), sent.GetString(Tags.Modality));
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A picture as the clinic's scanner made it, in the clinic's character set.</summary>
    private static DicomDataset Uploaded(int number) => Slices.Slice(number)
        .Add(Tags.SpecificCharacterSet, "ISO_IR 192")
        .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
        .Add(Tags.SOPInstanceUID, $"1.2.826.0.1.77.2.{number}")
        .Add(Tags.SeriesInstanceUID, "1.2.826.0.1.77.1")
        .Add(Tags.StudyInstanceUID, "1.2.826.0.1.77")
        .Add(Tags.PatientName, "山田^太郎=やまだ")
        .Add(Tags.PatientID, "MRN 4711")
        .Add(Tags.AccessionNumber, "ACC-99")
        .Add(Tags.StudyDate, "20211126");

    private static string Write(string path, DicomDataset document)
    {
        using var file = File.Create(path);
        document.WriteFile(file);
        return path;
    }

    private static DicomDataset Read(byte[] file) => DicomDataset.Read(new MemoryStream(file));

    /// <summary>A transfer leaves preamble and file meta information behind (PS3.10 7.1).</summary>
    private static byte[] Bytes(DicomDataset document)
    {
        using var file = new MemoryStream();
        document.WriteFile(file);
        return file.ToArray();
    }
}
