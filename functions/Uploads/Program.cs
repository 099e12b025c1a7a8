using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SecretsManager;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Secrets;
using FirstRead.Aws.Uploads;
using FirstRead.Core;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Settings;
using FirstRead.Functions.Uploads;

var settings = UploadsSettings.Read(EnvironmentReader.OfProcess);
var clock = TimeProvider.System;
using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client(new AmazonS3Config { ForcePathStyle = EnvironmentReader.OfProcess.Optional("AWS_ENDPOINT_URL_S3") is not null });
using var secrets = new AmazonSecretsManagerClient();
var ports = new UploadsPorts(
    new DynamoUploadStore(dynamo, settings.StudiesTable),
    new DynamoStudyStore(dynamo, settings.StudiesTable),
    new DynamoPrincipalStore(dynamo, settings.StudiesTable),
    new DynamoAuditLog(dynamo, settings.AuditTable),
    new S3Presigner(s3, settings.IncomingBucket, settings.UrlLifetime, clock),
    new DynamoAnnouncedFiles(dynamo, settings.StudiesTable),
    new DynamoUploadTokens(dynamo, settings.StudiesTable),
    new DynamoPartRecords(dynamo, settings.StudiesTable),
    new S3PartStore(s3, settings.IncomingBucket),
    QuestionCleaner.Clean,
    new SystemRandomSource(),
    clock);
await using var app = UploadsProgram.Build(settings, ports, new SecretsManagerStore(secrets, clock));
await app.RunAsync();
