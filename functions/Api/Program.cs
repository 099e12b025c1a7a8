using Amazon.DynamoDBv2;
using Amazon.Lambda;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SimpleNotificationService;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Learning;
using FirstRead.Aws.Operations;
using FirstRead.Aws.Probes;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.S3;
using FirstRead.Aws.Secrets;
using FirstRead.Aws.Triage;
using FirstRead.Core;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Settings;
using FirstRead.Functions.Api;
using FirstRead.Functions.Api.Learning;
using FirstRead.Functions.Api.Operations;

var settings = ApiSettings.Read(EnvironmentReader.OfProcess);
var clock = TimeProvider.System;
using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client();
using var lambda = new AmazonLambdaClient();
using var sns = new AmazonSimpleNotificationServiceClient();
using var secrets = new AmazonSecretsManagerClient();
var objects = new S3ObjectStore(s3);
var ports = new ApiPorts(
    new DynamoStudyStore(dynamo, settings.StudiesTable),
    new DynamoPatientStudies(dynamo, settings.StudiesTable),
    new DynamoStudyIndex(dynamo, settings.StudiesTable, clock),
    new DynamoResultStore(dynamo, settings.StudiesTable),
    new DynamoReviewStore(dynamo, settings.StudiesTable),
    new DynamoAlertStore(dynamo, settings.StudiesTable),
    new DynamoRota(dynamo, settings.StudiesTable),
    objects,
    objects,
    new DynamoPrincipalStore(dynamo, settings.StudiesTable),
    new DynamoAuditLog(dynamo, settings.AuditTable),
    new SecretsManagerStore(secrets, clock),
    new LearningPorts(new DynamoTeachingStore(dynamo, settings.StudiesTable), new DynamoLearnerStore(dynamo, settings.StudiesTable), new DynamoHoldStore(dynamo, settings.StudiesTable)),
    new SystemRandomSource(),
    clock,
    new ReadingPorts(new DynamoReaderStore(dynamo, settings.StudiesTable), new DynamoClinicStore(dynamo, settings.StudiesTable)))
{
    Operations = new OperationsPorts(
        new DynamoHourStore(dynamo, settings.StudiesTable),
        new DynamoWorkQueue(dynamo, settings.StudiesTable, clock),
        new DynamoSlotStore(dynamo, settings.StudiesTable, settings.Operations.MaxTasks, clock),
        new DynamoUploadStore(dynamo, settings.StudiesTable),
        new S3FailedEvents(s3, settings.Operations.FailuresBucket, dynamo, settings.StudiesTable, ReplayFailure.Functions),
        new LambdaFunctionCalls(lambda),
        new DynamoOperatorDocuments(dynamo, settings.StudiesTable),
        new DynamoTriagePolicy(dynamo, settings.StudiesTable, new EventLog(Console.Out, clock)),
        new DynamoClinicStore(dynamo, settings.StudiesTable),
        new DynamoPrincipalStore(dynamo, settings.StudiesTable),
        new DynamoPhoneTests(dynamo, settings.StudiesTable),
        new SnsAlertMessages(sns, settings.Operations.AlertTopic, settings.Operations.Origination),
        settings.Operations.Cap)
    {
        Probes = new DynamoProbeStore(dynamo, settings.StudiesTable),
    },
};
await using var app = ApiProgram.Build(settings, ports);
await app.RunAsync();
