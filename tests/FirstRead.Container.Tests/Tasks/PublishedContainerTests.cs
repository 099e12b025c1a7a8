using System.Diagnostics;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;
using static FirstRead.Container.Tests.Radiographs;

namespace FirstRead.Container.Tests.Tasks;

/// <summary>What eng/publish-container.sh makes, run from a root that holds nothing but what the image would hold.</summary>
[Platform("Linux")]
public sealed class PublishedContainerTests
{
    private string _folder = "";
    private EmptyRoot _root = null!;

    [OneTimeSetUp]
    public async Task PublishAsync()
    {
        if (Environment.UserName != "root" || await RunAsync(["unshare", "--mount", "--propagation", "private", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) is not (0, _))
            Assert.Ignore("Only root may make a mount namespace.");
        _folder = Directory.CreateTempSubdirectory("firstread-image-").FullName;
        // The user of the image looks into it.
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        _root = new(_folder);
        if (await _root.InstallAsync(EmptyRoot.PackagesOf(await File.ReadAllTextAsync(RepositoryRoot.Combine("inference-container", "Dockerfile")))) is { } missing)
            Assert.Ignore($"The package {missing} is not installed.");
        var (exit, words) = await RunAsync([RepositoryRoot.Combine("eng", "publish-container.sh"), _folder]);
        Assert.That(exit, Is.Zero, words);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task EveryBundleOfTheImage_RunsItsNetOnce()
    {
        var (exit, words) = await RunAsync(_root.Command("/program/FirstRead.Inference", "models", "check", "/models"));
        Assert.That(exit, Is.Zero, words);
        Assert.That(words.Split('\n'), Has.Length.GreaterThanOrEqualTo(Directory.GetDirectories(Path.Combine(_folder, "models")).Length));
    }

    [Test]
    public async Task Task_OnAStudyInEveryCodec_ReadsItAndEndsIdle()
    {
        await using var world = await TaskWorld.StartAsync();
        var study = await world.QueuedAsync(1, await CompressedAsync("dcmcjpls"), await CompressedAsync("dcmcjpeg", "+eb"), await CompressedAsync("gdcmconv", "--j2k"));

        var (exit, words) = await (await world.RunAsync(study, _root.Command("/program/FirstRead.Inference"), "/models")).EndAsync();

        Assert.That(exit, Is.Zero, words);
        var result = (await world.Results.GetCurrentAsync(study, default))!;
        // Whatever the net says of pictures by formula, even that they are unlike every patient's: it ran on all three.
        Assert.That(result.Model?.Name, Is.EqualTo("chest-pneumonia"), result.Reason);
        Assert.That(result.TimingsMs.Keys, Is.SupersetOf(new[] { "fetch", "decode", "prepare", "infer" }));
    }

    [Test]
    public async Task Root_IsReadOnlyAndForeignToTheProgram()
    {
        // The program's own folder cannot be written, and no shell, no runtime and no ICU are there to be found.
        Assert.That(Directory.Exists(Path.Combine(_folder, "usr", "share", "dotnet")) || Directory.Exists(Path.Combine(_folder, "bin")), Is.False);
        Assert.That(Directory.EnumerateFiles(_folder, "libicu*", SearchOption.AllDirectories), Is.Empty);
        var (exit, words) = await RunAsync(_root.Command("/program/FirstRead.Inference", "analyze", "/models", "--models", "/models", "--out", "/program/results"));
        Assert.That(exit, Is.Not.Zero);
        Assert.That(words, Does.Contain("Read-only file system"));
    }

    private static async Task<byte[]> CompressedAsync(string program, params string[] options)
    {
        var (plain, packed) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllBytesAsync(plain, Chest(new Spot(150, 100, 40)).File());
            var (exit, words) = await RunAsync([program, .. options, plain, packed]);
            Assert.That(exit, Is.Zero, words);
            using var file = File.OpenRead(packed);
            Assert.That(DicomDataset.Read(file)[Tags.PixelData]!.Fragments, Is.Not.Null, $"{program} compressed it");
            return await File.ReadAllBytesAsync(packed);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not installed.");
            throw;
        }
        finally
        {
            File.Delete(plain);
            File.Delete(packed);
        }
    }

    private static async Task<(int Exit, string Words)> RunAsync(IReadOnlyList<string> command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
