using Amazon.DynamoDBv2;
using Amazon.ECS;
using Amazon.Lambda.RuntimeSupport;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Ecs;
using FirstRead.Core;
using FirstRead.Core.Launching;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Functions.Reconcile;

var environment = EnvironmentReader.OfProcess;
var clock = TimeProvider.System;
var table = environment.Required(EnvironmentNames.StudiesTable);
var launch = LaunchSettings.Read(environment);

using var dynamo = new AmazonDynamoDBClient();
using var ecs = new AmazonECSClient();

var uploads = new DynamoUploadStore(dynamo, table);
var queue = new DynamoWorkQueue(dynamo, table, clock);
var slots = new DynamoSlotStore(dynamo, table, launch.MaxTasks);
var runner = new EcsTaskRunner(ecs, launch);
var handler = new ReconcileHandler(
    new ExpireUploads(uploads, new CompleteStudies(uploads, new DynamoStudyStore(dynamo, table), queue, clock), clock),
    new FreeTheDead(queue, slots, runner, clock),
    new LaunchTasks(queue, slots, runner, clock),
    queue,
    new EventLog(Console.Out, clock),
    clock);

using var bootstrap = LambdaBootstrapBuilder.Create(handler.HandleAsync).Build();
await bootstrap.RunAsync();
