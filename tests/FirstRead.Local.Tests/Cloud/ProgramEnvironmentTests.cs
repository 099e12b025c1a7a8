using FirstRead.Core.Settings;

namespace FirstRead.Local.Tests.Cloud;

public sealed class ProgramEnvironmentTests
{
    [Test]
    public void Environment_WhatTheCallerSetsForTheTask_IsHandedOn()
    {
        var set = new Dictionary<string, string> { [EnvironmentNames.Device] = "cpu", [EnvironmentNames.ShadowModels] = "chest-pneumonia", [EnvironmentNames.StudiesTable] = "another" };

        var environment = Of(new(set.GetValueOrDefault));

        Assert.That(environment[EnvironmentNames.Device], Is.EqualTo("cpu"));
        Assert.That(environment[EnvironmentNames.ShadowModels], Is.EqualTo("chest-pneumonia"));
        Assert.That(environment[EnvironmentNames.StudiesTable], Is.EqualTo(ResourceNames.StudiesTable), "the local cloud's own");
    }

    [Test]
    public void Environment_WhereTheCallerSaysNothing_LeavesTheTaskItsStandards() =>
        Assert.That(Of(new(_ => null)).Keys, Has.None.AnyOf(EnvironmentNames.Device, EnvironmentNames.ShadowModels));

    private static IReadOnlyDictionary<string, string> Of(EnvironmentReader caller) => ProgramEnvironment.Of(
        Addresses.Of(new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)), new("id", "secret", "us-east-1"), LocalOptions.Parse(["--data", "/tmp/none", "--repository", "/tmp"]), caller);
}
