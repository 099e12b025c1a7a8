using FirstRead.Inference.Nets;

namespace FirstRead.Inference.Commands;

/// <summary>Checks every model under a directory; a wrong one says where and why.</summary>
internal static class ModelsCommand
{
    public static int Run(string directory, TextWriter output)
    {
        var models = InstalledModel.LoadAll(directory);
        foreach (var model in models)
            output.WriteLine($"{model.Manifest.Name} {model.Manifest.Version}: valid; for {model.Manifest.AppliesTo.What}; device {model.Identity.DeviceUid}");
        output.WriteLine($"{models.Count} model{(models.Count == 1 ? "" : "s")}");
        return ExitCodes.Success;
    }
}
