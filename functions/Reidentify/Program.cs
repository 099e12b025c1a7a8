using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SecretsManager;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.S3;
using FirstRead.Aws.Secrets;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Functions.Reidentify;
using FirstRead.Functions.Reidentify.Releases;

var settings = ReidentifySettings.Read(EnvironmentReader.OfProcess);
var clock = TimeProvider.System;
using var dynamo = new AmazonDynamoDBClient();
// A presigned URL names its host: a local S3 has one host for every bucket.
using var s3 = new AmazonS3Client(new AmazonS3Config { ForcePathStyle = EnvironmentReader.OfProcess.Optional("AWS_ENDPOINT_URL_S3") is not null });
using var secrets = new AmazonSecretsManagerClient();
var ports = new ReidentifyPorts(
    new DynamoVaultStore(dynamo, settings.VaultTable),
    new DynamoHoldStore(dynamo, settings.StudiesTable),
    new DynamoUploadStore(dynamo, settings.StudiesTable),
    new SignedStores(
        new DynamoStudyStore(dynamo, settings.StudiesTable),
        new DynamoResultStore(dynamo, settings.StudiesTable),
        new DynamoReviewStore(dynamo, settings.StudiesTable),
        new S3Downloads(s3, settings.IncomingBucket, clock)),
    new S3ObjectStore(s3),
    new DynamoPrincipalStore(dynamo, settings.StudiesTable),
    new DynamoAuditLog(dynamo, settings.AuditTable),
    new SecretsManagerStore(secrets, clock),
    new SystemRandomSource(),
    clock,
    new DynamoReaderStore(dynamo, settings.StudiesTable));
await using var app = ReidentifyProgram.Build(settings, ports);
await app.RunAsync();
