using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Settings;
using FirstRead.Inference.Nets;

namespace FirstRead.Inference.Commands;

/// <summary>Lists bundles, checks them and shows their cards.</summary>
public static class ModelsCommand
{
    /// <summary>One line a bundle; a wrong one says where and why.</summary>
    /// <exception cref="ManifestException">One is wrong.</exception>
    public static int List(string directory, TextWriter output)
    {
        var models = InstalledModel.LoadAll(directory);
        foreach (var model in models)
            output.WriteLine($"{model.Manifest.Name} {model.Manifest.Version}: {model.Manifest.Task.Kind}; for {model.Manifest.AppliesTo.What}; device {model.Identity.DeviceUid}");
        output.WriteLine($"{models.Count} model{(models.Count == 1 ? "" : "s")}");
        return ExitCodes.Success;
    }

    /// <summary>
    /// Holds every bundle, or the named ones, against its files, and runs each net once on a square of zeros. 0 when all
    /// are right, 1 otherwise: one that is wrong does not keep the others from being looked at.
    /// </summary>
    public static int Check(string directory, IReadOnlyList<string> names, TextWriter output)
    {
        var (files, wrong) = (InstalledModel.Files(directory), 0);
        foreach (var missing in names.Where(name => files.All(file => NameOf(file) != name)))
            Report($"{missing}: there is no such bundle under {directory}");
        foreach (var file in files.Where(file => names.Count == 0 || names.Contains(NameOf(file))))
            try
            {
                var model = InstalledModel.Load(file);
                TryOut(model, directory);
                output.WriteLine($"{model.Manifest.Name} {model.Manifest.Version}: valid; device {model.Identity.DeviceUid}");
            }
            catch (Exception error) when (error is ManifestException or InvalidOperationException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
            {
                Report(error is ManifestException ? error.Message : $"{NameOf(file)}: {error.Message}");
            }
        return wrong == 0 ? ExitCodes.Success : ExitCodes.Failed;

        void Report(string problem)
        {
            wrong++;
            output.WriteLine(problem);
        }
    }

    /// <summary>The card of one bundle.</summary>
    public static int Card(string directory, string name, TextWriter output, TextWriter errors)
    {
        var card = Path.Combine(directory, name, "README.md");
        if (!File.Exists(card))
        {
            errors.WriteLine($"There is no card {card}; there are bundles {string.Join(", ", InstalledModel.Files(directory).Select(NameOf))}.");
            return ExitCodes.Failed;
        }
        output.Write(File.ReadAllText(card));
        return ExitCodes.Success;
    }

    private static void TryOut(InstalledModel model, string directory)
    {
        var settings = AnalysisSettings.Read(EnvironmentReader.OfProcess, directory) with { Device = Device.Cpu };
        using var net = new OnnxNets(settings, new(TextWriter.Null, TimeProvider.System)).Open(model);
        net.Run(new float[model.Manifest.Input.Side * model.Manifest.Input.Side], 1);
    }

    private static string NameOf(string file) => Path.GetFileName(Path.GetDirectoryName(file))!;
}
