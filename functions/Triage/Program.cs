using Amazon.DynamoDBv2;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SimpleNotificationService;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Triage;
using FirstRead.Core.Settings;
using FirstRead.Core.Triage;
using FirstRead.Functions.Triage;

var settings = TriageSettings.Read(EnvironmentReader.OfProcess);
using var dynamo = new AmazonDynamoDBClient();
using var sns = new AmazonSimpleNotificationServiceClient();
var ports = new AlertPorts(
    new DynamoStudyStore(dynamo, settings.StudiesTable),
    new DynamoResultStore(dynamo, settings.StudiesTable),
    new DynamoAlertStore(dynamo, settings.StudiesTable),
    new DynamoRota(dynamo, settings.StudiesTable),
    new SnsTextMessages(sns));
var alerts = new ResultAlerts(ports, settings.Text, new DynamoAuditLog(dynamo, settings.AuditTable), TimeProvider.System);
var handler = new StreamHandler(alerts, Console.Out);
using var bootstrap = LambdaBootstrapBuilder
    .Create<DynamoDBEvent, StreamsEventResponse>(handler.HandleAsync, new SourceGeneratorLambdaJsonSerializer<TriageJson>())
    .Build();
await bootstrap.RunAsync();
