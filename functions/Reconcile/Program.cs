using Amazon.DynamoDBv2;
using Amazon.ECS;
using Amazon.Lambda.RuntimeSupport;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Ecs;
using FirstRead.Aws.Operations;
using FirstRead.Aws.Triage;
using FirstRead.Aws.Uploads;
using FirstRead.Core;
using FirstRead.Core.Launching;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Operations.Summaries;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Uploads;
using FirstRead.Functions.Reconcile;

var environment = EnvironmentReader.OfProcess;
var clock = ProgramClock.Of(environment);
var table = environment.Required(EnvironmentNames.StudiesTable);
var launch = LaunchSettings.Read(environment);
var alerting = AlertSettings.Read(environment);
var log = new EventLog(Console.Out, clock);
TimeZones.Report(log);

using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client(new AmazonS3Config { ForcePathStyle = environment.Optional("AWS_ENDPOINT_URL_S3") is not null });
using var ecs = new AmazonECSClient();
using var sns = new AmazonSimpleNotificationServiceClient();

var uploads = new DynamoUploadStore(dynamo, table);
var queue = new DynamoWorkQueue(dynamo, table, clock);
var slots = new DynamoSlotStore(dynamo, table, launch.MaxTasks);
var runner = new EcsTaskRunner(ecs, launch);
var studies = new DynamoStudyStore(dynamo, table);
var abandoned = new AbandonParts(new DynamoPartRecords(dynamo, table), new S3PartStore(s3, environment.Required(EnvironmentNames.IncomingBucket)));
var alerts = new AlertPorts(
    studies,
    new DynamoResultStore(dynamo, table),
    new DynamoAlertStore(dynamo, table),
    new DynamoRota(dynamo, table),
    new SnsAlertMessages(sns, alerting.Topic),
    new DynamoTriagePolicy(dynamo, table, log),
    new DynamoAuditLog(dynamo, alerting.AuditTable),
    clock);
var sending = new SendAlert(alerts, alerting.Text, alerting.Escalation, "reconcile");
var hours = new DynamoHourStore(dynamo, table);
var handler = new ReconcileHandler(
    new DueAlerts(alerts, new ResultAlerts(alerts, sending), sending, log),
    new ExpireUploads(uploads, new CompleteStudies(uploads, studies, queue, clock), abandoned, clock),
    new FreeTheDead(queue, slots, runner, clock),
    new LaunchTasks(queue, slots, runner, clock),
    new SumHours(hours, clock),
    new DailySummary(hours, new DynamoSummaryLog(dynamo, table), new SnsOperatorMessages(sns, environment.Required(EnvironmentNames.OperationsTopic)), clock),
    queue,
    log,
    clock);

using var bootstrap = LambdaBootstrapBuilder.Create(handler.HandleAsync).Build();
await bootstrap.RunAsync();
