using System.Text.Json.Nodes;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Launching;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk.Tests.Deployment;

/// <summary>docker-compose.localstack.yml and the script it mounts, read but never run: no Docker engine is asked for.</summary>
public sealed class ComposeTests
{
    private static string Script => File.ReadAllText(Path.Combine(RepositoryFolders.Root, "eng", "localstack", "ready.sh"));

    [Test]
    public async Task Compose_Images_ArePinned()
    {
        var services = (await ReadAsync())["services"]!.AsObject();

        Assert.That(services.Select(service => service.Key), Is.EquivalentTo(new[] { "localstack", "ecs" }));
        Assert.That(services["localstack"]!["image"]!.ToString(), Is.EqualTo("localstack/localstack:4.14.0"));
    }

    [Test]
    public async Task Compose_FilesOfTheRepository_Exist()
    {
        var services = (await ReadAsync())["services"]!.AsObject();
        var mounted = services.SelectMany(service => service.Value!["volumes"]?.AsArray() ?? []).Select(volume => volume!.ToString().Split(':')[0])
            .Where(path => path.StartsWith("./", StringComparison.Ordinal) && !path.StartsWith("./artifacts", StringComparison.Ordinal));
        var built = services.Select(service => service.Value!["build"]?["dockerfile"]?.ToString()).OfType<string>();

        foreach (var path in mounted.Concat(built))
            Assert.That(Path.Exists(Path.Combine(RepositoryFolders.Root, path)), path);
    }

    [Test]
    public async Task Compose_Ecs_GetsWhatATaskReads()
    {
        var environment = (await ReadAsync())["services"]!["ecs"]!["environment"]!.AsObject().ToDictionary(variable => variable.Key, variable => variable.Value!.ToString());

        Assert.That(environment[EnvironmentNames.StudiesTable], Is.EqualTo(ResourceNames.StudiesTable));
        Assert.That(environment[EnvironmentNames.DeidentifiedBucket], Is.EqualTo(ResourceNames.DeidentifiedBucket));
        Assert.That(environment[EnvironmentNames.ResultsBucket], Is.EqualTo(ResourceNames.ResultsBucket));
        Assert.That(environment["AWS_ENDPOINT_URL"], Is.EqualTo($"http://{(await ReadAsync())["services"]!["localstack"]!["networks"]!["cloud"]!["ipv4_address"]}:4566"));
    }

    [Test]
    public async Task Compose_FunctionsReachEcs_WhereItAnswers()
    {
        var compose = await ReadAsync();
        var address = compose["services"]!["ecs"]!["networks"]!["cloud"]!["ipv4_address"]!.ToString();
        var port = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "local", "Dockerfile")).Split('"')[^2];

        Assert.That(compose["services"]!["localstack"]!["environment"]!["FIRSTREAD_ECS"]!.ToString(), Is.EqualTo($"http://{address}:{port}"));
    }

    [TestCase(ResourceNames.IncomingBucket)]
    [TestCase(ResourceNames.DeidentifiedBucket)]
    [TestCase(ResourceNames.ResultsBucket)]
    [TestCase(ResourceNames.FailuresBucket)]
    [TestCase(ResourceNames.StudiesTable)]
    [TestCase(ResourceNames.VaultTable)]
    [TestCase(ResourceNames.AuditTable)]
    [TestCase(ResourceNames.AlertTopic)]
    [TestCase(ResourceNames.LookupKeySecret)]
    [TestCase(ResourceNames.UidKeySecret)]
    [TestCase(ResourceNames.VaultKeySecret)]
    [TestCase(ResourceNames.Functions.Ingest)]
    [TestCase(ResourceNames.Functions.Triage)]
    [TestCase(ResourceNames.Functions.Reconcile)]
    public void Script_Name_IsCores(string name) => Assert.That(Script.Split(' ', '\n', '"', '=', ',', ';', ':'), Has.Member(name));

    [Test]
    public void Script_StudiesTable_HasTheKeysAndIndexesOfTheStores()
    {
        var tested = TableSchemas.Studies(ResourceNames.StudiesTable);

        Assert.That(Script, Does.Contain($"$(text {string.Join(' ', tested.AttributeDefinitions.Select(attribute => attribute.AttributeName))})"));
        foreach (var index in tested.GlobalSecondaryIndexes)
        {
            Assert.That(Script, Does.Contain($"$(index {index.IndexName} {index.KeySchema[0].AttributeName} {index.KeySchema[1].AttributeName} {index.Projection.ProjectionType})"));
            if (index.Projection.NonKeyAttributes is { Count: > 0 } included)
                Assert.That(Script, Does.Contain($"included=\"{string.Join(' ', included)}\""));
        }
    }

    [Test]
    public void Script_Environment_IsReadByTheLaunchersSettings()
    {
        var variables = Script.Split('\n').Where(line => line.StartsWith("environment", StringComparison.Ordinal))
            .SelectMany(line => line[(line.IndexOf('"', StringComparison.Ordinal) + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        var launch = LaunchSettings.Read(new EnvironmentReader(variables.GetValueOrDefault));

        Assert.That(launch.Cluster, Is.EqualTo(ResourceNames.Cluster));
        Assert.That(launch.TaskDefinition, Is.EqualTo(ResourceNames.TaskFamily));
        Assert.That(launch.ContainerName, Is.EqualTo(ResourceNames.ContainerName));
    }

    private static async Task<JsonObject> ReadAsync()
    {
        NodeScript.Require("yaml");
        var (exitCode, output) = await NodeScript.RunAsync(
            Path.Combine("Deployment", "yaml-to-json.mjs"), Path.Combine(RepositoryFolders.Root, "docker-compose.localstack.yml"), NodeScript.Modules);
        Assert.That(exitCode, Is.Zero, output);
        return JsonNode.Parse(output)!.AsObject();
    }
}
