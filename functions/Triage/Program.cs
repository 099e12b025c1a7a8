using Amazon.DynamoDBv2;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SimpleNotificationService;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Triage;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Core.Tracing;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Functions.Triage;

var settings = AlertSettings.Read(EnvironmentReader.OfProcess);
using var dynamo = new AmazonDynamoDBClient();
using var sns = new AmazonSimpleNotificationServiceClient();
var clock = ProgramClock.Of(EnvironmentReader.OfProcess);
var log = new EventLog(Console.Out, clock);
var ports = new AlertPorts(
    new DynamoStudyStore(dynamo, settings.StudiesTable),
    new DynamoResultStore(dynamo, settings.StudiesTable),
    new DynamoAlertStore(dynamo, settings.StudiesTable),
    new DynamoRota(dynamo, settings.StudiesTable),
    new SnsAlertMessages(sns, settings.Topic, settings.Origination),
    new DynamoTriagePolicy(dynamo, settings.StudiesTable, log),
    new DynamoClinicStore(dynamo, settings.StudiesTable),
    new DynamoAuditLog(dynamo, settings.AuditTable),
    clock)
{
    Probes = settings.Probes,
};
TimeZones.Report(log);
var sending = new SendAlert(ports, settings.Text, settings.Escalation, "triage");
var handler = new StreamHandler(new ResultAlerts(ports, sending), Console.Out, new AlertTrace(SpanExport.Read(EnvironmentReader.OfProcess, ResourceNames.Functions.Triage), ports.Studies, clock));
using var bootstrap = LambdaBootstrapBuilder
    .Create<DynamoDBEvent, StreamsEventResponse>(handler.HandleAsync, new SourceGeneratorLambdaJsonSerializer<TriageJson>())
    .Build();
await bootstrap.RunAsync();
