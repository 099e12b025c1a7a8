using System.Diagnostics;
using FirstRead.Cli;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Results;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A study that is one object of many frames, from the clinic's upload to the signed set in its PACS.</summary>
[TestFixture]
public sealed class FramesTests
{
    private const string Uid = "2.25.310000000001", Series = "2.25.310000000002", Object = "2.25.310000000003";

    private readonly string folder = SharedCloud.CreateFolder();

    [Test, CancelAfter(1_500_000)]
    public async Task EnhancedStudy_Signed_ArrivesBackWithItsFramesNamed(CancellationToken cancel)
    {
        if (!PortalBrowser.IsInstalled || !PortalMock.IsBuilt)
            Assert.Ignore("chromium or portal/dist is absent.");
        var originals = Directory.CreateDirectory(Path.Combine(folder, "enhanced")).FullName;
        var slices = await WriteAsync(originals, cancel);
        var cloud = await SharedCloud.GetAsync();
        using var upload = await UploadClient.LogInAsync(UploadTarget.OfCloud(cloud.CloudFile), cancel);
        var files = await LocalFile.ListAsync(new DirectoryInfo(originals), cancel);
        var receipt = await upload.SendAsync(files, new UploadOrder("urgent", null, Prior: false, []), _ => { }, cancel);
        using var stores = new DemoStores(cloud);
        var study = await UntilReadAsync(upload, stores, receipt, cancel);
        var result = (await stores.Results.GetCurrentAsync(study.Id, cancel))!;
        Assert.That((result.Outcome, result.Reason, result.Risk), Is.EqualTo((AnalysisOutcome.Analysed, (string?)null, Risk.High)));
        var finding = result.Findings[0];
        Assert.That((finding.SliceCount > 1, finding.KeyFrame > 1), Is.EqualTo((true, true)));

        var visit = await PortalVisit.RunAsync(cloud, study.Id, Path.Combine(TestContext.CurrentContext.WorkDirectory, "portal-screenshots", "frames"));
        // The shared cloud's worklist is not this test's alone.
        Assert.That(visit.Checks.Where(check => !check.Ok && !check.ToString().Contains("worklist", StringComparison.Ordinal)), Is.Empty);

        var released = await FetchAsync(cloud, study.Id, cancel);
        Assert.That(ClinicVisit.Compare(released, originals), Is.Empty);
        Assert.That(Sources(Path.Combine(released, "segmentation.dcm")), Is.SupersetOf(new[] { (Object, (int?)finding.KeyFrame) }).And.All.Matches<(string Uid, int? Frame)>(one => one.Uid == Object && one.Frame is > 0 && one.Frame <= slices));
        foreach (var document in Directory.EnumerateFiles(released, "*.dcm"))
            Verify(document);
        await StoreAsync(originals, released, cancel);
    }

    /// <summary>The simulated tumour's slices as an enhanced object, from the head down.</summary>
    /// <returns>How many frames.</returns>
    private async Task<int> WriteAsync(string originals, CancellationToken cancel)
    {
        new SampleStudies(BrainSeries.Load(RepositoryFolder.Find())).Write(folder);
        var slices = Directory.EnumerateFiles(Path.Combine(folder, "b-ring-lesion")).Select(path => DicomDataset.Read(new MemoryStream(File.ReadAllBytes(path))))
            .OrderByDescending(slice => slice.GetDoubles(Tags.ImagePositionPatient)[2]).ToArray();
        var enhanced = EnhancedObject.Mr(slices, Object).Add(Tags.StudyInstanceUID, Uid).Add(Tags.SeriesInstanceUID, Series).Add(Tags.AccessionNumber, "FRAMES1");
        await File.WriteAllBytesAsync(Path.Combine(originals, "enhanced.dcm"), EnhancedObject.File(enhanced, encapsulated: true), cancel);
        return slices.Length;
    }

    private static async Task<Study> UntilReadAsync(UploadClient client, DemoStores stores, Receipt receipt, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var state = await client.StateAsync(receipt.UploadId, cancel);
            Assert.That(state.Files.Select(file => file.Code), Is.All.Null, "refused or held");
            if (state is { Studies: [var only] } && await stores.Studies.GetAsync(StudyId.Parse(only.StudyId), cancel) is { } study)
            {
                Assert.That((study.Status, study.Reason), Is.Not.EqualTo((StudyStatus.NotApplicable, study.Reason)));
                if (study is { Status: StudyStatus.Analysed, Times.AlertedAt: not null })
                    return study;
            }
        }
        throw new OperationCanceledException(cancel);
    }

    private async Task<string> FetchAsync(CloudProcess cloud, StudyId study, CancellationToken cancel)
    {
        var released = Directory.CreateDirectory(Path.Combine(folder, "released")).FullName;
        using var clinic = ResultsClient.Of(UploadTarget.OfCloud(cloud.CloudFile));
        foreach (var file in (await clinic.ReleaseAsync(study.Value, cancel)).Files)
            await clinic.DownloadAsync(file, Path.Combine(released, file.Name), cancel);
        return released;
    }

    /// <summary>Which frames a segmentation was made from.</summary>
    private static IEnumerable<(string Uid, int? Frame)> Sources(string path) => DicomDataset.Read(new MemoryStream(File.ReadAllBytes(path)), Tags.PixelData)
        .GetSequence(Tags.PerFrameFunctionalGroupsSequence)
        .Select(frame => frame.GetSequence(Tags.DerivationImageSequence)[0].GetSequence(Tags.SourceImageSequence)[0])
        .Select(source => (source.GetString(Tags.ReferencedSOPInstanceUID)!, source.GetInt(Tags.ReferencedFrameNumber)));

    private static void Verify(string path)
    {
        if (!File.Exists("/usr/bin/dciodvfy"))
            return;
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/dciodvfy", [path]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd() + said.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.That(errors.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty, Path.GetFileName(path));
    }

    private static async Task StoreAsync(string originals, string released, CancellationToken cancel)
    {
        if (OrthancServer.Program is null)
            return;
        await using var orthanc = await OrthancServer.StartAsync(cancel);
        foreach (var path in Directory.EnumerateFiles(originals).Concat(Directory.EnumerateFiles(released, "*.dcm")))
            await orthanc.StoreAsync(await File.ReadAllBytesAsync(path, cancel), cancel);
        Assert.That((await orthanc.GetAsync("/studies", cancel)).GetArrayLength(), Is.EqualTo(1), "all under the uploaded study");
        Assert.That((await orthanc.GetAsync("/patients", cancel)).GetArrayLength(), Is.EqualTo(1));
    }
}
