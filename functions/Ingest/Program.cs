using Amazon.DynamoDBv2;
using Amazon.ECS;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.S3;
using Amazon.SecretsManager;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Ecs;
using FirstRead.Aws.Patients;
using FirstRead.Aws.Probes;
using FirstRead.Aws.S3;
using FirstRead.Aws.Secrets;
using FirstRead.Core;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Launching;
using FirstRead.Core.Probes;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;
using FirstRead.Functions.Ingest;
using FirstRead.TextDetection;

var environment = EnvironmentReader.OfProcess;
var clock = ProgramClock.Of(environment);
var studiesTable = environment.Required(EnvironmentNames.StudiesTable);
var settings = IntakeSettings.Read(environment);
var launch = LaunchSettings.Read(environment);

using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client();
using var secrets = new AmazonSecretsManagerClient();
using var ecs = new AmazonECSClient();
// Loads nothing before the first instance at risk.
using var texts = new OnnxTextDetector();

var ports = new IntakePorts(
    new DynamoUploadStore(dynamo, studiesTable),
    new DynamoHoldStore(dynamo, studiesTable),
    new DynamoStudyStore(dynamo, studiesTable),
    new DynamoPatientLinks(dynamo, studiesTable),
    new S3ObjectStore(s3),
    new DynamoVaultStore(dynamo, environment.Required(EnvironmentNames.VaultTable)),
    new SecretsManagerStore(secrets, clock),
    new SystemRandomSource(),
    clock);
var queue = new DynamoWorkQueue(dynamo, studiesTable, clock);
var slots = new DynamoSlotStore(dynamo, studiesTable, launch.MaxTasks, clock);
var incoming = environment.Required(EnvironmentNames.IncomingBucket);
var completion = new CompleteStudies(ports.Uploads, ports.Studies, queue, clock);
var ingest = new IngestFile(
    ports,
    settings,
    new AdmitInstance(ports, settings, new Deidentifier(DeidentificationProfile.ClinicalReview, texts)),
    completion,
    new LaunchTasks(queue, slots, new EcsTaskRunner(ecs, launch), new TaskBudget(slots, TaskTimeCap.Read(environment), clock), clock));
var handler = new IngestHandler(
    ingest,
    new ResumeDecisions(ports.Holds, new CarryOutDecision(ports.Holds, ports.Uploads, ports.Objects, incoming, clock), settings.Patience, clock),
    new IngestUnannounced(ports, ingest, completion, incoming, settings.Patience),
    new SendProbes(new DynamoProbeStore(dynamo, studiesTable), ports.Uploads, ports.Objects, incoming, settings.Patience, clock),
    new EventLog(Console.Out, clock),
    clock,
    SpanExport.Read(environment, ResourceNames.Functions.Ingest));

using var bootstrap = LambdaBootstrapBuilder.Create<Amazon.Lambda.S3Events.S3Event>(handler.HandleAsync, new SourceGeneratorLambdaJsonSerializer<IngestJson>()).Build();
await bootstrap.RunAsync();
