using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SecretsManager;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.S3;
using FirstRead.Aws.Secrets;
using FirstRead.Aws.Triage;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Functions.Api;

var settings = ApiSettings.Read(EnvironmentReader.OfProcess);
var clock = TimeProvider.System;
using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client();
using var secrets = new AmazonSecretsManagerClient();
var ports = new ApiPorts(
    new DynamoStudyStore(dynamo, settings.StudiesTable),
    new DynamoResultStore(dynamo, settings.StudiesTable),
    new DynamoReviewStore(dynamo, settings.StudiesTable),
    new DynamoAlertStore(dynamo, settings.StudiesTable),
    new DynamoRota(dynamo, settings.StudiesTable),
    new S3ObjectStore(s3),
    new DynamoPrincipalStore(dynamo, settings.StudiesTable),
    new DynamoAuditLog(dynamo, settings.AuditTable),
    new SecretsManagerStore(secrets, clock),
    new SystemRandomSource(),
    clock,
    new ReadingPorts(new DynamoReaderStore(dynamo, settings.StudiesTable), new DynamoClinicStore(dynamo, settings.StudiesTable)));
await using var app = ApiProgram.Build(settings, ports);
await app.RunAsync();
