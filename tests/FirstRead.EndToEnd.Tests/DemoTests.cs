using System.Diagnostics;
using System.Text.Json;
using FirstRead.Cli;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Samples;
using FirstRead.Core.Settings;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;

namespace FirstRead.EndToEnd.Tests;

/// <summary>What a newcomer does first: the whole demo, headless; then its report goes on into a PACS that is not ours.</summary>
[TestFixture]
public sealed class DemoTests
{
    /// <summary>The busiest machine brings each upload's next file sooner; the slice that never comes is waited for so long.</summary>
    private const int StalledSeconds = 120;

    private readonly string data = Directory.CreateTempSubdirectory("firstread-demo-").FullName;
    private readonly string samples = Directory.CreateTempSubdirectory("firstread-demo-samples-").FullName;

    private (int ExitCode, string Printed) demo;

    [OneTimeSetUp]
    public async Task RunDemo()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RepositoryFolder).Assembly.Location, "demo", "--once", "--json", "--data", data, "--stalled-seconds", $"{StalledSeconds}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FIRSTREAD_REPOSITORY"] = RepositoryFolder.Find() },
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await TestContext.Progress.WriteLineAsync(await said);
        demo = (process.ExitCode, printed);
    }

    [OneTimeTearDown]
    public void RemoveFolders()
    {
        Directory.Delete(data, recursive: true);
        Directory.Delete(samples, recursive: true);
    }

    [Test]
    public void Demo_OnceOnAFreshCloud_SeesEverythingHappen()
    {
        using var report = JsonDocument.Parse(demo.Printed.TrimEnd('\n').Split('\n')[^1]);
        var missed = report.RootElement.GetProperty("checks").EnumerateArray().Where(check => !check.GetProperty("ok").GetBoolean()).Select(check => check.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(missed, Is.Empty);
            Assert.That(report.RootElement.GetProperty("ok").GetBoolean(), Is.True);
            Assert.That(demo.ExitCode, Is.Zero);
        });
    }

    /// <summary>The run is the proof of the policies: what a role lacks on AWS it lacks here.</summary>
    [Test]
    public void Demo_UnderTheStacksPolicies_NobodyIsDeniedAnything() => AssertNobodyWasDenied(data);

    internal static void AssertNobodyWasDenied(string cloud)
    {
        var log = Path.Combine(cloud, "logs", "access-denied.log");
        Assert.That(File.Exists(log) ? File.ReadAllLines(log) : [], Is.Empty, "cdk/Access.cs");
    }

    [Test, CancelAfter(600_000)]
    public async Task Orthanc_WithTheUploadedStudy_FilesTheReleasedObjectsUnderIt(CancellationToken cancel)
    {
        RequireOrthanc();
        new SampleStudies(BrainSeries.Load(RepositoryFolder.Find())).Write(samples);
        await using var orthanc = await OrthancServer.StartAsync(cancel);
        foreach (var slice in Directory.EnumerateFiles(Path.Combine(samples, "b-ring-lesion")))
            await orthanc.StoreAsync(await File.ReadAllBytesAsync(slice, cancel), cancel);
        var before = await orthanc.GetAsync("/studies", cancel);
        Assert.That(before.GetArrayLength(), Is.EqualTo(1));

        var released = Directory.EnumerateFiles(Path.Combine(data, ClinicVisit.FolderName), "*.dcm", SearchOption.AllDirectories).Where(path => !path.Contains("/.firstread/", StringComparison.Ordinal)).ToList();
        Assert.That(released, Has.Count.GreaterThanOrEqualTo(3), "report, segmentation, presentation state");
        var (code, said) = await orthanc.SendAsync(released, cancel);
        Assert.That(code, Is.Zero, said);

        Assert.That((await orthanc.GetAsync("/studies", cancel)).ToString(), Is.EqualTo(before.ToString()), "no second study");
        Assert.That((await orthanc.GetAsync("/patients", cancel)).GetArrayLength(), Is.EqualTo(1));
        var series = (await orthanc.GetAsync("/series?expand", cancel)).EnumerateArray().ToDictionary(
            one => one.GetProperty("MainDicomTags").GetProperty("Modality").GetString()!,
            one => one.GetProperty("Instances").GetArrayLength());
        Assert.That((series["MR"], series["SR"], series["SEG"]), Is.EqualTo((20, 1, 1)));
        Assert.That(series["PR"], Is.GreaterThanOrEqualTo(1));
        foreach (var path in released)
            Assert.That(DatasetOf(await orthanc.FileOfAsync(Header(path).GetString(Tags.SOPInstanceUID)!, cancel)), Is.EqualTo(DatasetOf(await File.ReadAllBytesAsync(path, cancel))), Path.GetFileName(path));
    }

    [Test, CancelAfter(600_000)]
    public async Task Orthanc_EveryResultObject_IsStoredAndComesBackByteForByte(CancellationToken cancel)
    {
        RequireOrthanc();
        var objects = await ResultObjectsAsync(cancel);
        Assert.That(objects.Select(one => Header(one).GetString(Tags.Modality)).Distinct(), Is.SupersetOf(new[] { "SEG", "SR", "PR" }));
        await using var orthanc = await OrthancServer.StartAsync(cancel);

        foreach (var content in objects)
        {
            var id = await orthanc.StoreAsync(content, cancel);
            Assert.That(await orthanc.BytesAsync($"/instances/{id}/file", cancel), Is.EqualTo(content), Header(content).GetString(Tags.Modality));
            Assert.That((await orthanc.GetAsync($"/instances/{id}/tags?simplify", cancel)).GetProperty("SOPInstanceUID").GetString(), Is.EqualTo(Header(content).GetString(Tags.SOPInstanceUID)));
        }
    }

    private static void RequireOrthanc()
    {
        if (OrthancServer.Program is null)
            Assert.Ignore("Orthanc is not installed (eng/install.sh test).");
    }

    /// <summary>Every DICOM object of the results bucket but the internal one, as the local S3 keeps it.</summary>
    private async Task<IReadOnlyList<byte[]>> ResultObjectsAsync(CancellationToken cancel)
    {
        var found = new List<byte[]>();
        foreach (var path in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Where(path => path.Split(Path.DirectorySeparatorChar).Contains(ResourceNames.ResultsBucket)))
            if (await File.ReadAllBytesAsync(path, cancel) is { Length: > 132 } content && content.AsSpan(128, 4).SequenceEqual("DICM"u8) && Header(content).Contains(Tags.Modality) && Header(content).GetString(Tags.SOPInstanceUID) is not null)
                found.Add(content);
        return [.. found.Where(content => Header(content).GetString(Tags.Modality) is "SEG" or "SR" or "PR" or "OT")];
    }

    /// <summary>A network transfer leaves preamble and file meta information behind (PS3.10 7.1): what comes after is compared.</summary>
    private static byte[] DatasetOf(byte[] file)
    {
        using var written = new MemoryStream();
        DicomDataset.Read(new MemoryStream(file)).WriteFile(written);
        return written.ToArray();
    }

    private static DicomDataset Header(string path) => Header(File.ReadAllBytes(path));

    private static DicomDataset Header(byte[] file) => DicomDataset.Read(new MemoryStream(file), Tags.PixelData);
}
