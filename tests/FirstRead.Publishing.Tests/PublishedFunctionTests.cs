using System.Diagnostics;
using FirstRead.Core.Settings;

namespace FirstRead.Publishing.Tests;

/// <summary>
/// What eng/publish-functions.sh makes of the functions: do they start on Amazon Linux 2023 (provided.al2023), and does Lambda take them?
/// </summary>
[Platform("Linux")]
public sealed class PublishedFunctionTests
{
    // Of Amazon Linux 2023: glibc 2.34, and the C++ library of GCC 11.
    private static readonly Dictionary<string, Version> Newest = new()
    {
        ["GLIBC"] = new(2, 34),
        ["GLIBCXX"] = new(3, 4, 29),
        ["CXXABI"] = new(1, 3, 13),
        ["GCC"] = new(11, 0),
    };

    // Unzipped, layers included (Lambda quotas).
    private const long MostBytes = 250L << 20;

    private string folder = "";

    [OneTimeSetUp]
    public async Task PublishAsync() => folder = await PublishedFunctions.FolderAsync();

    [Test]
    public void NativeFiles_AskForNothingNewerThanAmazonLinux2023()
    {
        var native = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsElf).ToList();

        Assert.That(native.Select(Path.GetFileName), Is.SupersetOf(new[] { "bootstrap", "libopenjp2.so.7", "libcharls.so.2", "libturbojpeg.so.0", "libonnxruntime.so" }));
        Assert.Multiple(() =>
        {
            foreach (var file in native)
                Assert.That(ElfNeeds.Of(File.ReadAllBytes(file)).Where(IsTooNew), Is.Empty, Path.GetFileName(file));
        });
    }

    [Test]
    public void Versions_OfTheProgramItself_AreRead() =>
        Assert.That(ElfNeeds.Of(File.ReadAllBytes(Path.Combine(folder, "Ingest", "bootstrap"))), Has.Some.StartsWith("GLIBC_2."));

    [Test]
    public void Programs_AsDeployed_AreNative() => Assert.Multiple(() =>
    {
        foreach (var name in PublishedFunctions.AsDeployed)
            Assert.That(Directory.EnumerateFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) == ".dll" || Path.GetFileName(file) == "libcoreclr.so"), Is.Empty, name);
    });

    [TestCase("GLIBC_2.35", ExpectedResult = true)]
    [TestCase("GLIBC_2.34", ExpectedResult = false)]
    [TestCase("GLIBC_PRIVATE", ExpectedResult = true)]
    [TestCase("GLIBCXX_3.4.30", ExpectedResult = true)]
    [TestCase("GLIBCXX_3.4", ExpectedResult = false)]
    [TestCase("OPENJP2_9", ExpectedResult = false)]
    public bool Version_AgainstTheSystems(string version) => IsTooNew(version);

    [Test]
    public void Folder_Unzipped_IsWhatLambdaTakes() => Assert.That(
        new DirectoryInfo(folder).EnumerateDirectories().Select(function => function.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)),
        Has.Exactly(9).LessThan(MostBytes));

    // Lambda's system has no time zones: as here, where they are looked for in a folder that is not there.
    [TestCase("zoneinfo", "known")]
    [TestCase("nowhere", "missing")]
    public async Task Reconcile_Started_KnowsTheTimeZonesOfItsZip(string zones, string expected)
    {
        var function = Path.Combine(folder, "Reconcile");
        var start = new ProcessStartInfo(Path.Combine(function, "bootstrap")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[]
        {
            EnvironmentNames.StudiesTable, EnvironmentNames.AuditTable, EnvironmentNames.AlertTopic, EnvironmentNames.OperationsTopic, EnvironmentNames.Cluster, EnvironmentNames.TaskDefinition,
            EnvironmentNames.ContainerName, EnvironmentNames.Subnets, EnvironmentNames.SecurityGroups,
        })
            start.Environment[name] = "x";
        start.Environment[EnvironmentNames.PortalUrl] = "https://read.example.org";
        start.Environment["TZDIR"] = Path.Combine(function, zones);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadLineAsync();
        process.Kill();
        Assert.That(said, Does.Contain($"\"event\":\"time-zones\",\"are\":\"{expected}\""), await errors);
    }

    private static bool IsElf(string path) => ElfNeeds.IsElf(File.ReadAllBytes(path));

    // Versions of a library's own names come with that library.
    private static bool IsTooNew(string version)
    {
        var mark = version.LastIndexOf('_');
        return mark > 0 && Newest.TryGetValue(version[..mark], out var newest) && (!Version.TryParse(version[(mark + 1)..], out var asked) || asked > newest);
    }
}
