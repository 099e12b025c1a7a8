using FirstRead.Core.Launching;
using FirstRead.Core.Settings;

namespace FirstRead.Core.Tests.Launching;

public sealed class LaunchSettingsTests
{
    [TestCase("cpu", null)]
    [TestCase("spot", "FARGATE_SPOT")]
    [TestCase("gpu", "gpus")]
    public void CapacityProvider_ByProfile_IsWhereTasksRun(string profile, string? provider) => Assert.That(LaunchSettings.Read(Environment(profile)).CapacityProvider, Is.EqualTo(provider));

    [Test]
    public void CapacityProvider_UnknownProfile_IsRefusedByName() => Assert.That(
        Assert.Throws<SettingException>(() => LaunchSettings.Read(Environment("tpu")))!.Message, Does.Contain(EnvironmentNames.ComputeProfile));

    [TestCase(null, null, null, false)]
    [TestCase("0", "true", null, true)]
    [TestCase("90", "true", 90, true)]
    [TestCase("90", null, 90, false)]
    public void Cap_AsSet_IsMinutesOfADay(string? minutes, string? stops, int? expected, bool stop)
    {
        var cap = TaskTimeCap.Read(new EnvironmentReader(name => name == EnvironmentNames.DailyTaskMinutes ? minutes : name == EnvironmentNames.DailyCapStops ? stops : null));

        Assert.That((cap.PerDay?.TotalMinutes, cap.Stops), Is.EqualTo(((double?)expected, stop)));
    }

    private static EnvironmentReader Environment(string profile) => new(name => name switch
    {
        EnvironmentNames.ComputeProfile => profile,
        EnvironmentNames.CapacityProvider => "gpus",
        EnvironmentNames.AssignPublicIp or EnvironmentNames.MaxTasks => null,
        _ => "x",
    });
}
