using Amazon.DynamoDBv2;
using Amazon.Lambda.RuntimeSupport;
using Amazon.S3;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Learning;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.S3;
using FirstRead.Core;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Learning;
using FirstRead.Core.Settings;
using FirstRead.Functions.Teaching;
using FirstRead.TextDetection;

var environment = EnvironmentReader.OfProcess;
var clock = TimeProvider.System;
var table = environment.Required(EnvironmentNames.StudiesTable);
var buckets = new TeachingBuckets(environment.Required(EnvironmentNames.DeidentifiedBucket), environment.Required(EnvironmentNames.ResultsBucket));
var log = new EventLog(Console.Out, clock);

using var dynamo = new AmazonDynamoDBClient();
using var s3 = new AmazonS3Client();
// Loads nothing before the first picture at risk.
using var texts = new OnnxTextDetector();
var objects = new S3ObjectStore(s3);
var ports = new TeachingPorts(
    new DynamoTeachingStore(dynamo, table), new DynamoStudyStore(dynamo, table), new DynamoResultStore(dynamo, table), new DynamoReviewStore(dynamo, table), objects, clock);
var copy = new TeachingCopy(objects, buckets.Deidentified, new Deidentifier(DeidentificationProfile.Teaching, texts));
var handler = new TeachingHandler(new PrepareCases(ports, buckets, copy, log), log, clock);

using var bootstrap = LambdaBootstrapBuilder.Create(handler.HandleAsync).Build();
await bootstrap.RunAsync();
