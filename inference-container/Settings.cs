using FirstRead.Core.Settings;
using FirstRead.Core.Studies;

namespace FirstRead.Inference;

/// <summary>How one study is analysed, wherever it comes from.</summary>
/// <param name="Threads">Of the net.</param>
/// <param name="FetchParallelism">Slices fetched and decoded at once.</param>
/// <param name="SlicesInMemory">Prepared slices that wait for the net at most.</param>
/// <param name="PictureMegabytes">What pictures that are fetched and decoded may take together, whatever the study's size; a larger one is alone.</param>
/// <param name="Device">Where nets run.</param>
/// <param name="Shadows">Models on trial: they run beside the current one, and nobody is called for what they say.</param>
internal sealed record AnalysisSettings(string ModelsDirectory, int Threads, int FetchParallelism, int SlicesInMemory, int PictureMegabytes, Device Device, IReadOnlyList<string> Shadows)
{
    /// <exception cref="SettingException">A variable is missing or wrong.</exception>
    public static AnalysisSettings Read(EnvironmentReader environment, string? modelsDirectory = null) => new(
        modelsDirectory ?? environment.Required(EnvironmentNames.ModelsDirectory),
        environment.Integer(EnvironmentNames.InferenceThreads, Math.Min(Environment.ProcessorCount, 8), 1, 64),
        environment.Integer(EnvironmentNames.FetchParallelism, 4, 1, 64),
        environment.Integer(EnvironmentNames.SlicesInMemory, 16, 1, 1024),
        environment.Integer(EnvironmentNames.PictureMegabytes, 256, 1, 65_536),
        DeviceOf(environment),
        environment.Optional(EnvironmentNames.ShadowModels)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>A trial that does not run because its name is misspelled would be found out when its record is looked for.</summary>
    /// <exception cref="SettingException">A model on trial is not installed, or every model is on trial.</exception>
    public void RequireShadows(IReadOnlyList<string> installed)
    {
        if (Shadows.Except(installed, StringComparer.Ordinal).Any())
            throw new SettingException(EnvironmentNames.ShadowModels, $"names a model that is not installed; installed are {string.Join(", ", installed)}");
        if (installed.Count > 0 && !installed.Except(Shadows, StringComparer.Ordinal).Any())
            throw new SettingException(EnvironmentNames.ShadowModels, "names every model that is installed: none is left to read a study");
    }

    private static Device DeviceOf(EnvironmentReader environment) => environment.Optional(EnvironmentNames.Device) switch
    {
        null or "auto" => Device.Auto,
        "cpu" => Device.Cpu,
        "cuda" => Device.Cuda,
        _ => throw new SettingException(EnvironmentNames.Device, "must be auto, cpu or cuda"),
    };
}

/// <summary>Where nets run.</summary>
internal enum Device
{
    Cpu,

    /// <summary>CUDA where it works, else the processor, with a line that says so.</summary>
    Auto,

    /// <summary>CUDA is wanted: without it the line says so in plain words, and the processor is used; a study is not refused for want of speed.</summary>
    Cuda,
}

/// <summary>What the launcher tells one task.</summary>
internal sealed record TaskSettings(
    StudyId Study,
    Slot Slot,
    int MaxTasks,
    string StudiesTable,
    string DeidentifiedBucket,
    string ResultsBucket,
    TimeSpan Heartbeat,
    AnalysisSettings Analysis)
{
    /// <exception cref="SettingException">A variable is missing or wrong.</exception>
    public static TaskSettings Read(EnvironmentReader environment)
    {
        var study = Parsed(environment);
        return new(
            study,
            new(
                environment.Integer(EnvironmentNames.SlotNumber, -1, 0, 9999),
                environment.Integer(EnvironmentNames.SlotGeneration, 0, 0, int.MaxValue),
                study),
            environment.Integer(EnvironmentNames.MaxTasks, 4, 1, 1000),
            environment.Required(EnvironmentNames.StudiesTable),
            environment.Required(EnvironmentNames.DeidentifiedBucket),
            environment.Required(EnvironmentNames.ResultsBucket),
            TimeSpan.FromSeconds(environment.Integer(EnvironmentNames.HeartbeatSeconds, 10, 1, 300)),
            AnalysisSettings.Read(environment));
    }

    private static StudyId Parsed(EnvironmentReader environment)
    {
        try
        {
            environment.Required(EnvironmentNames.SlotNumber);
            environment.Required(EnvironmentNames.SlotGeneration);
            return StudyId.Parse(environment.Required(EnvironmentNames.StudyId));
        }
        catch (FormatException)
        {
            throw new SettingException(EnvironmentNames.StudyId, "is no study id");
        }
    }
}
