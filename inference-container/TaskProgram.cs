using Amazon.DynamoDBv2;
using Amazon.S3;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.S3;
using FirstRead.Core.Launching;
using FirstRead.Core.Settings;
using FirstRead.Core.Tracing;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;

namespace FirstRead.Inference;

/// <summary>Puts one task together: settings, stores, models, worker.</summary>
internal static class TaskProgram
{
    public static async Task<int> RunAsync(EnvironmentReader environment, JsonLog log, CancellationToken stop)
    {
        var settings = TaskSettings.Read(environment);
        var clock = ProgramClock.Of(environment);
        var models = InstalledModel.LoadAll(settings.Analysis.ModelsDirectory);
        settings.Analysis.RequireShadows([.. models.Select(model => model.Manifest.Name)]);
        log.Write("started", ("study", settings.Study), ("slot", settings.Slot.Number), ("generation", settings.Slot.Generation), ("models", string.Join(' ', models.Select(model => $"{model.Manifest.Name}/{model.Manifest.Version}"))));

        using var dynamo = new AmazonDynamoDBClient();
        using var s3 = new AmazonS3Client(new AmazonS3Config { ForcePathStyle = IsElsewhere(environment) });
        var queue = new DynamoWorkQueue(dynamo, settings.StudiesTable, clock);
        var slots = new DynamoSlotStore(dynamo, settings.StudiesTable, settings.MaxTasks, clock);
        using var analysis = new StudyAnalysis(models, new OnnxNets(settings.Analysis, log), settings.Analysis, clock);
        var stored = new StoredAnalysis(analysis, new DynamoStudyStore(dynamo, settings.StudiesTable), new S3ObjectStore(s3), settings, log);
        var work = new ClaimedWork(queue, slots, stored, settings.Heartbeat, clock, SpanExport.Read(environment, ResourceNames.TaskFamily));
        await new QueueWorker(queue, slots, new TaskBudget(slots, TaskTimeCap.Read(environment), clock), work, log).RunAsync(settings.Slot, stop);
        log.Write("ended");
        return ExitCodes.Success;
    }

    // An S3 that is not AWS's has no name for each bucket.
    private static bool IsElsewhere(EnvironmentReader environment) =>
        environment.Optional("AWS_ENDPOINT_URL_S3") is not null || environment.Optional("AWS_ENDPOINT_URL") is not null;
}
