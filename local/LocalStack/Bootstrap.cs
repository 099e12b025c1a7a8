using System.IO.Compression;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Local.SecretsManager;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.LocalStack;

/// <summary>
/// Creates on LocalStack what the template declares, as far as LocalStack has it for nothing: buckets, tables, topics, secrets, and the functions
/// that take events with what wakes them. Run twice, it changes nothing. Roles are names there: LocalStack asks no policy.
/// </summary>
/// <param name="functions">Folder of published functions, a folder each (eng/publish-functions.sh).</param>
/// <param name="ecs">Where RunTask answers.</param>
public sealed class Bootstrap(StackTemplate template, LocalStackClient cloud, string functions, Uri ecs, IRandomSource random)
{
    private const string CodeBucket = "firstread-code";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancel)
    {
        await StoresAsync(cancel);
        foreach (var function in Declared())
            await DeployAsync(function, cancel);
        await TriggersAsync(cancel);
    }

    private async Task StoresAsync(CancellationToken cancel)
    {
        foreach (var bucket in template.OfType("AWS::S3::Bucket").Select(PhysicalNames.Name).Append(CodeBucket))
        {
            await cloud.S3Async($"/{bucket}", body: null, cancel);
            await cloud.S3Async($"/{bucket}?versioning", S3Documents.Versioned(), cancel);
        }
        foreach (var table in template.OfType("AWS::DynamoDB::Table"))
            await cloud.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", Table(table), "ResourceInUseException", cancel);
        foreach (var topic in template.OfType("AWS::SNS::Topic"))
            await cloud.QueryAsync("sns", [new("Action", "CreateTopic"), new("Version", "2010-03-31"), new("Name", PhysicalNames.Name(topic))], cancel);
        foreach (var name in template.OfType("AWS::SecretsManager::Secret").Select(PhysicalNames.Name))
            await cloud.JsonAsync("secretsmanager", "secretsmanager.CreateSecret",
                new JsonObject { ["Name"] = name, ["SecretString"] = FirstSecrets.ValueOf(name, random)(), ["ClientRequestToken"] = Ids.Uuid(random) }, "ResourceExistsException", cancel);
    }

    /// <summary>CloudFormation's properties are CreateTable's members, but for what LocalStack has not or names otherwise.</summary>
    private static JsonObject Table(StackResource table)
    {
        var request = new JsonObject { ["TableName"] = table.Text("TableName"), ["BillingMode"] = "PAY_PER_REQUEST" };
        foreach (var member in new[] { "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes" })
            if (table[member] is { } value)
                request[member] = value;
        if (table["StreamSpecification"]?["StreamViewType"] is { } view)
            request["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = true, ["StreamViewType"] = view.DeepClone() };
        return request;
    }

    /// <summary>Those that take events; who answers requests needs the gateway and the login of the local cloud.</summary>
    private IEnumerable<StackFunction> Declared() => StackFunction.All(template).Where(function => !function.AnswersRequests && function.Name != ResourceNames.Functions.RotateSecret);

    private async Task DeployAsync(StackFunction function, CancellationToken cancel)
    {
        var key = $"{function.Name}.zip";
        var archive = Path.GetTempFileName();
        try
        {
            File.Delete(archive);
            await ZipFile.CreateFromDirectoryAsync(Published(function), archive, CompressionLevel.Fastest, includeBaseDirectory: false, cancel);
            await using var zip = File.OpenRead(archive);
            await cloud.S3Async($"/{CodeBucket}/{key}", new StreamContent(zip), cancel);
        }
        finally
        {
            File.Delete(archive);
        }
        var variables = function.Environment.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)).Append(new("AWS_ENDPOINT_URL_ECS", ecs.ToString().TrimEnd('/')));
        await cloud.RestAsync("lambda", HttpMethod.Post, "/2015-03-31/functions", new JsonObject
        {
            ["FunctionName"] = function.Name,
            ["Runtime"] = "provided.al2023",
            ["Handler"] = "bootstrap",
            ["Architectures"] = new JsonArray("x86_64"),
            ["Role"] = $"arn:aws:iam::{AccessKey.Account}:role/{function.Role}",
            ["Timeout"] = (int)function.Timeout.TotalSeconds,
            ["MemorySize"] = function.MemoryMegabytes,
            ["Code"] = new JsonObject { ["S3Bucket"] = CodeBucket, ["S3Key"] = key },
            ["Environment"] = new JsonObject { ["Variables"] = new JsonObject(variables) },
        }, "ResourceConflictException", cancel);
        while ((string?)(await cloud.RestAsync("lambda", HttpMethod.Get, $"/2015-03-31/functions/{function.Name}", null, null, cancel))?["Configuration"]?["State"] != "Active")
            await Task.Delay(Pause, cancel);
    }

    private string Published(StackFunction function)
    {
        var folder = Path.Combine(functions, function.Project);
        return File.Exists(Path.Combine(folder, "bootstrap")) ? folder : throw new FileNotFoundException($"{folder}/bootstrap is missing: run eng/publish-functions.sh first.");
    }

    private async Task TriggersAsync(CancellationToken cancel)
    {
        foreach (var bucket in StackTriggers.OfBuckets(template).GroupBy(trigger => trigger.Bucket))
            await cloud.S3Async($"/{bucket.Key}?notification", S3Documents.Notification(bucket), cancel);
        foreach (var mapping in template.OfType("AWS::Lambda::EventSourceMapping"))
            await MapAsync(mapping, cancel);
        foreach (var rule in template.OfType("AWS::Events::Rule").Where(rule => rule.OptionalText("ScheduleExpression") is not null))
            await ScheduleAsync(rule, cancel);
        foreach (var failures in template.OfType("AWS::Lambda::EventInvokeConfig"))
            await cloud.RestAsync("lambda", HttpMethod.Put, $"/2019-09-25/functions/{failures.Text("FunctionName")}/event-invoke-config",
                new JsonObject { ["MaximumRetryAttempts"] = failures["MaximumRetryAttempts"], ["DestinationConfig"] = failures["DestinationConfig"] }, null, cancel);
    }

    private async Task MapAsync(StackResource mapping, CancellationToken cancel)
    {
        var function = mapping.Text("FunctionName");
        var standing = await cloud.RestAsync("lambda", HttpMethod.Get, $"/2015-03-31/event-source-mappings/?FunctionName={function}", null, null, cancel);
        if (standing?["EventSourceMappings"]?.AsArray().Count > 0)
            return;
        var table = await cloud.JsonAsync("dynamodb", "DynamoDB_20120810.DescribeTable", new JsonObject { ["TableName"] = mapping.Text("EventSourceArn").Split('/')[1] }, null, cancel);
        var request = new JsonObject { ["FunctionName"] = function, ["EventSourceArn"] = table!["Table"]!["LatestStreamArn"]!.DeepClone() };
        foreach (var (name, _) in mapping.Raw.Where(property => !request.ContainsKey(property.Key)))
            request[name] = mapping[name];
        await cloud.RestAsync("lambda", HttpMethod.Post, "/2015-03-31/event-source-mappings/", request, null, cancel);
    }

    private async Task ScheduleAsync(StackResource rule, CancellationToken cancel)
    {
        var name = PhysicalNames.Name(rule);
        await cloud.JsonAsync("events", "AWSEvents.PutRule", new JsonObject { ["Name"] = name, ["ScheduleExpression"] = rule.Text("ScheduleExpression"), ["State"] = "ENABLED" }, null, cancel);
        await cloud.JsonAsync("events", "AWSEvents.PutTargets", new JsonObject { ["Rule"] = name, ["Targets"] = rule["Targets"] }, null, cancel);
    }
}
