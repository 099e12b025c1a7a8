using FirstRead.Core.Analysis;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Bench.Container;

/// <summary>One line of studies, drained by one task.</summary>
/// <param name="StagesMs">Sums over all studies; stages run beside one another.</param>
internal sealed record ContainerRow(int Studies, int Slices, int Side, Measurement Measured, IReadOnlyDictionary<string, long> StagesMs, int Findings);

/// <summary>Puts studies in line, and measures the container's own process while it drains them.</summary>
internal sealed class ContainerBench(string program, BenchStores stores, string models)
{
    /// <exception cref="CommandException">The task failed, or a study was not analysed.</exception>
    public async Task<ContainerRow> RunAsync(BenchStudies studies, int count, int slices, int side, bool frames, CancellationToken cancel)
    {
        var ids = new List<StudyId>();
        for (var number = 1; number <= count; number++)
            ids.Add(await (frames ? studies.QueueFramesAsync(number, slices, cancel) : studies.QueueAsync(number, slices, cancel)));
        var slot = await stores.Slots.ClaimAsync(ids[0], cancel) ?? throw new CommandException("The one slot is taken.");
        var measured = MeasuredProcess.Run(["env", .. Environment(slot), program]);
        if (measured.ExitCode != 0)
            throw new CommandException($"The task ended with {measured.ExitCode}: its time says nothing.");
        var results = new List<AnalysisResult>();
        foreach (var id in ids)
            results.Add(await stores.Results.GetCurrentAsync(id, cancel) is { Outcome: AnalysisOutcome.Analysed } result
                ? result
                : throw new CommandException($"Study {id} was not analysed: {(await stores.Studies.GetAsync(id, cancel))?.Reason}"));
        var stages = results.SelectMany(result => result.TimingsMs).GroupBy(stage => stage.Key, stage => stage.Value).ToDictionary(stage => stage.Key, stage => stage.Sum());
        return new(count, slices, side, measured, stages, results.Sum(result => result.Findings.Count));
    }

    private IEnumerable<string> Environment(Slot slot) => new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = stores.KeyId,
        ["AWS_SECRET_ACCESS_KEY"] = stores.Secret,
        ["AWS_REGION"] = stores.Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_ENDPOINT_URL_S3"] = stores.S3,
        ["AWS_ENDPOINT_URL_DYNAMODB"] = stores.Dynamo,
        [EnvironmentNames.StudyId] = slot.Study.Value,
        [EnvironmentNames.SlotNumber] = $"{slot.Number}",
        [EnvironmentNames.SlotGeneration] = $"{slot.Generation}",
        [EnvironmentNames.MaxTasks] = "1",
        [EnvironmentNames.StudiesTable] = ResourceNames.StudiesTable,
        [EnvironmentNames.DeidentifiedBucket] = ResourceNames.DeidentifiedBucket,
        [EnvironmentNames.ResultsBucket] = ResourceNames.ResultsBucket,
        [EnvironmentNames.ModelsDirectory] = models,
    }.Select(variable => $"{variable.Key}={variable.Value}");
}
