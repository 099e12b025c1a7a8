using System.Diagnostics;
using System.Text.Json;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>The program as it is started.</summary>
public sealed class ProgramTests
{
    private static readonly string Program = Path.Combine(TestContext.CurrentContext.TestDirectory, "FirstRead.Inference");

    [Test]
    public async Task Task_SettingMissing_NamesTheVariableAndEndsWith78()
    {
        var (exit, _, errors) = await RunAsync([]);
        Assert.That(exit, Is.EqualTo(78));
        Assert.That(errors.Trim(), Is.EqualTo("Environment variable FIRSTREAD_SLOT is not set."));
    }

    [Test]
    public async Task Analyze_ProtonDensityFolder_PrintsOneJsonResult()
    {
        var (exit, output, _) = await RunAsync(["analyze", DaikonSeries.Folder, "--models", RepositoryRoot.Combine("inference-container", "models"), "--json"]);
        using var result = JsonDocument.Parse(output);
        Assert.That(exit, Is.Zero);
        Assert.That(result.RootElement.GetProperty("outcome").GetString(), Is.EqualTo("not-applicable"));
    }

    [Test]
    public async Task Analyze_NoModels_SaysUsage() => Assert.That((await RunAsync(["analyze", DaikonSeries.Folder])).Exit, Is.EqualTo(64));

    [TestCase("brain-tumour", "names a model that is not installed; installed are bone-fracture, brain-tumor-mri, chest-pneumonia, lung-nodule-ct")]
    [TestCase("lung-nodule-ct,chest-pneumonia,brain-tumor-mri,bone-fracture", "names every model that is installed: none is left to read a study")]
    public async Task Analyze_ShadowsThatCannotBe_AreRefusedByTheVariablesName(string shadows, string problem)
    {
        var (exit, _, errors) = await RunAsync(["analyze", DaikonSeries.Folder, "--models", RepositoryRoot.Combine("inference-container", "models")], ("FIRSTREAD_SHADOW_MODELS", shadows));
        Assert.That(exit, Is.EqualTo(78));
        Assert.That(errors.Trim(), Is.EqualTo($"Environment variable FIRSTREAD_SHADOW_MODELS {problem}."));
    }

    [Test]
    public async Task Models_NetsRun_NothingIsKeptOrSentByTheRuntime()
    {
        var home = Directory.CreateTempSubdirectory("firstread-home-").FullName;
        try
        {
            var (exit, output, errors) = await RunAsync(["models", "check", SpotModels.Folder], ("HOME", home), ("XDG_CACHE_HOME", Path.Combine(home, "cache")));
            Assert.That(exit, Is.Zero, output + errors);
            Assert.That(output + errors, Does.Not.Contain("telemetry").IgnoreCase);
            Assert.That(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Where(path => path.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase)), Is.Empty);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("FIRSTREAD_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
