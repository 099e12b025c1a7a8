using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using FirstRead.Aws.Probes;
using FirstRead.Core;
using FirstRead.Core.Probes;
using FirstRead.Core.Storage;
using FirstRead.Functions.Ingest;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

public sealed class IngestHandlerTests
{
    [Test]
    public async Task Handle_EventAsLambdaBringsIt_DecodesTheKeySettlesTheFileAndLogsIdsAlone()
    {
        var world = await IntakeWorld.CreateAsync();
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)));
        var key = ObjectKeys.Incoming(upload.Upload.Id, upload.Files[0].Id);
        await world.Objects.PutAsync(IntakeWorld.Incoming, key, upload.Contents[0], "application/dicom", default);
        var log = new StringWriter();
        var handler = new IngestHandler(world.File, world.Resuming, world.Unannounced, Nothing(world), new EventLog(log, world.Clock), TimeProvider.System);

        await handler.HandleAsync(Event(Uri.EscapeDataString(key)), new Context());

        var line = log.ToString();
        Assert.That(line, Does.Contain("\"event\":\"file-settled\"").And.Contain(upload.Files[0].Id.Value).And.Contain("\"state\":\"accepted\""));
        Assert.That(line, Does.Not.Contain(PatientName).And.Not.Contain(PatientId).And.Not.Contain("1.2.3."));
    }

    [Test]
    public async Task Handle_TestMessageWithoutRecords_DoesNothing()
    {
        var world = await IntakeWorld.CreateAsync();
        var log = new StringWriter();

        await new IngestHandler(world.File, world.Resuming, world.Unannounced, Nothing(world), new EventLog(log, world.Clock), TimeProvider.System).HandleAsync(Read("{\"Event\":\"s3:TestEvent\"}"), new Context());

        Assert.That(log.ToString(), Is.Empty);
    }

    /// <summary>No test study is planned.</summary>
    private static SendProbes Nothing(IntakeWorld world) =>
        new(new DynamoProbeStore(world.Client, world.StudiesTable), world.Uploads, world.Objects, IntakeWorld.Incoming, TimeSpan.FromMinutes(15), world.Clock);

    private static S3Event Event(string key) => Read(
        """{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"BUCKET"},"object":{"key":"KEY","size":1}}}]}"""
            .Replace("BUCKET", IntakeWorld.Incoming, StringComparison.Ordinal)
            .Replace("KEY", key, StringComparison.Ordinal));

    private static S3Event Read(string json) =>
        new SourceGeneratorLambdaJsonSerializer<IngestJson>().Deserialize<S3Event>(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private sealed class Context : ILambdaContext
    {
        public string AwsRequestId => "request-1";

        public string FunctionName => "ingest";

        public string FunctionVersion => "1";

        public string InvokedFunctionArn => "arn";

        public ILambdaLogger Logger => throw new NotSupportedException();

        public string LogGroupName => "";

        public string LogStreamName => "";

        public int MemoryLimitInMB => 512;

        public TimeSpan RemainingTime => TimeSpan.FromMinutes(5);

        public string TraceId => "";
    }
}
