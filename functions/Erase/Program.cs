using Amazon.DynamoDBv2;
using Amazon.Lambda.RuntimeSupport;
using Amazon.S3;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Learning;
using FirstRead.Aws.Patients;
using FirstRead.Aws.Probes;
using FirstRead.Aws.S3;
using FirstRead.Core;
using FirstRead.Core.Learning;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Probes;
using FirstRead.Core.Settings;
using FirstRead.Functions.Erase;

var environment = EnvironmentReader.OfProcess;
var clock = TimeProvider.System;
var studiesTable = environment.Required(EnvironmentNames.StudiesTable);

using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client(new AmazonS3Config { ForcePathStyle = environment.Optional("AWS_ENDPOINT_URL_S3") is not null });

var ports = new ErasurePorts(
    new DynamoErasureStore(dynamo, studiesTable),
    new DynamoStudyEraser(dynamo, studiesTable),
    new DynamoVaultEraser(dynamo, environment.Required(EnvironmentNames.VaultTable)),
    new S3ObjectEraser(s3),
    new DynamoUploadStore(dynamo, studiesTable),
    new WithdrawTeaching(new DynamoTeachingStore(dynamo, studiesTable), clock).WithdrawAsync,
    new DynamoAuditLog(dynamo, environment.Required(EnvironmentNames.AuditTable)),
    clock);
var buckets = new ErasureBuckets(
    environment.Required(EnvironmentNames.IncomingBucket), environment.Required(EnvironmentNames.DeidentifiedBucket), environment.Required(EnvironmentNames.ResultsBucket));
var retire = new RetireProbes(new DynamoProbeStore(dynamo, studiesTable), ports, new DynamoStudyStore(dynamo, studiesTable), buckets, ProbeSettings.Read(environment).Kept);
var handler = new EraseHandler(new ErasePatients(ports, buckets), retire, new EventLog(Console.Out, clock), clock);

using var bootstrap = LambdaBootstrapBuilder.Create(handler.HandleAsync).Build();
await bootstrap.RunAsync();
