using Amazon.DynamoDBv2;
using Amazon.ECS;
using Amazon.Lambda.RuntimeSupport;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Ecs;
using FirstRead.Aws.Operations;
using FirstRead.Aws.Probes;
using FirstRead.Aws.S3;
using FirstRead.Aws.Triage;
using FirstRead.Aws.Uploads;
using FirstRead.Core;
using FirstRead.Core.Launching;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Operations.Summaries;
using FirstRead.Core.Probes;
using FirstRead.Core.Retention;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;
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
var incoming = environment.Required(EnvironmentNames.IncomingBucket);
var kept = TimeSpan.FromDays(environment.Integer(EnvironmentNames.OriginalDays, standard: 365, minimum: 1, maximum: 36_500));

using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client(new AmazonS3Config { ForcePathStyle = environment.Optional("AWS_ENDPOINT_URL_S3") is not null });
using var ecs = new AmazonECSClient();
using var sns = new AmazonSimpleNotificationServiceClient();

var uploads = new DynamoUploadStore(dynamo, table);
var queue = new DynamoWorkQueue(dynamo, table, clock);
var slots = new DynamoSlotStore(dynamo, table, launch.MaxTasks, clock);
var runner = new EcsTaskRunner(ecs, launch);
var studies = new DynamoStudyStore(dynamo, table);
var abandoned = new AbandonParts(new DynamoPartRecords(dynamo, table), new S3PartStore(s3, incoming));
var audit = new DynamoAuditLog(dynamo, alerting.AuditTable);
var probes = new DynamoProbeStore(dynamo, table);
var alerts = new AlertPorts(
    studies,
    new DynamoResultStore(dynamo, table),
    new DynamoAlertStore(dynamo, table),
    new DynamoRota(dynamo, table),
    new SnsAlertMessages(sns, alerting.Topic, alerting.Origination),
    new DynamoTriagePolicy(dynamo, table, log),
    new DynamoClinicStore(dynamo, table),
    audit,
    clock)
{
    Probes = alerting.Probes,
};
var sending = new SendAlert(alerts, alerting.Text, alerting.Escalation, "reconcile");
var hours = new DynamoHourStore(dynamo, table);
var handler = new ReconcileHandler(
    new DueAlerts(alerts, new ResultAlerts(alerts, sending), sending, log, new AlertTrace(SpanExport.Read(environment, ResourceNames.Functions.Reconcile), studies, clock)),
    new ExpireUploads(uploads, new CompleteStudies(uploads, studies, queue, clock), abandoned, UploadPatience.Read(environment).Stalled, clock),
    new FreeTheDead(queue, slots, runner, clock),
    new LaunchTasks(queue, slots, runner, new TaskBudget(slots, TaskTimeCap.Read(environment), clock), clock),
    new SumHours(hours, clock),
    new MarkOriginals(new DynamoRetentionStore(dynamo, table), studies, uploads, new S3OriginalTags(s3, incoming), kept, clock),
    new DailySummary(hours, new DynamoSummaryLog(dynamo, table), new SnsOperatorMessages(sns, environment.Required(EnvironmentNames.OperationsTopic)), clock),
    queue,
    new WatchProbes(probes, uploads, studies, new PlanProbe(probes, audit, new SystemRandomSource(), clock), alerting.Probes, "reconcile", clock),
    log,
    clock);

using var bootstrap = LambdaBootstrapBuilder.Create(handler.HandleAsync).Build();
await bootstrap.RunAsync();
