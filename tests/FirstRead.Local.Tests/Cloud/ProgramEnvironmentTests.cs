using FirstRead.Core.Settings;

namespace FirstRead.Local.Tests.Cloud;

public sealed class ProgramEnvironmentTests
{
    private static readonly Dictionary<string, string> Declared = new()
    {
        [EnvironmentNames.StudiesTable] = ResourceNames.StudiesTable,
        [EnvironmentNames.PortalUrl] = "https://{PortalDistribution.DomainName}",
        ["AWS_LWA_PORT"] = "8080",
        ["TZDIR"] = "/var/task/zoneinfo",
    };

    [Test]
    public void Environment_WhatTheCallerSetsForTheTask_IsHandedOn()
    {
        var set = new Dictionary<string, string> { [EnvironmentNames.Device] = "cpu", [EnvironmentNames.ShadowModels] = "chest-pneumonia", [EnvironmentNames.StudiesTable] = "another" };

        var environment = Of(new(set.GetValueOrDefault));

        Assert.That(environment[EnvironmentNames.Device], Is.EqualTo("cpu"));
        Assert.That(environment[EnvironmentNames.ShadowModels], Is.EqualTo("chest-pneumonia"));
        Assert.That(environment[EnvironmentNames.StudiesTable], Is.EqualTo(ResourceNames.StudiesTable), "the template's");
    }

    [Test]
    public void Environment_WhereTheCallerSaysNothing_LeavesTheTaskItsStandards() =>
        Assert.That(Of(new(_ => null)).Keys, Has.None.AnyOf(EnvironmentNames.Device, EnvironmentNames.ShadowModels));

    [Test]
    public void Environment_HoldsWhatTheTemplateDeclares_WithThisMachinesAddresses_AndNothingElseOfOurs()
    {
        var environment = Of(new(_ => null));

        Assert.That(environment[EnvironmentNames.PortalUrl], Is.EqualTo("http://127.0.0.1:1"));
        Assert.That(environment["AWS_ACCESS_KEY_ID"], Is.EqualTo("id"));
        Assert.That(
            environment.Keys.Where(name => !name.StartsWith("AWS_", StringComparison.Ordinal)).Except(Declared.Keys),
            Is.EquivalentTo(new[] { EnvironmentNames.UploadStalledSeconds, EnvironmentNames.HeartbeatSeconds, EnvironmentNames.ModelsDirectory }));
        Assert.That(environment.Keys, Has.None.AnyOf("TZDIR", "AWS_LWA_PORT"));
    }

    private static IReadOnlyDictionary<string, string> Of(EnvironmentReader caller) => new ProgramEnvironment(
        Addresses.Of(new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)), LocalOptions.Parse(["--data", "/tmp/none", "--repository", "/tmp"]), caller).Of(Declared, new("id", "secret", "us-east-1"));
}
