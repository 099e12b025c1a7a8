using FirstRead.Core.Launching;
using FirstRead.Core.Settings;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Launching;

public sealed class ClientTokenTests
{
    [Test]
    public void Of_OneLaunch_IsAlwaysTheSame32HexadecimalDigits() =>
        Assert.That(ClientToken.Of(Given.StudyId(), 1), Is.EqualTo("f4cb12a69b5a405317bfb4df27df0f72"));

    [Test]
    public void Of_NextLaunchOrOtherStudy_Differs() =>
        Assert.That(new[] { ClientToken.Of(Given.StudyId(), 1), ClientToken.Of(Given.StudyId(), 2), ClientToken.Of(Given.StudyId(2), 1) }, Is.Unique);

    [Test]
    public void LaunchSettings_GpuWithoutProvider_NamesTheVariable()
    {
        var values = new Dictionary<string, string>
        {
            [EnvironmentNames.Cluster] = "c",
            [EnvironmentNames.TaskDefinition] = "t",
            [EnvironmentNames.ContainerName] = "n",
            [EnvironmentNames.ComputeProfile] = "gpu",
        };

        var problem = Assert.Throws<SettingException>(() => LaunchSettings.Read(new EnvironmentReader(name => values.GetValueOrDefault(name))));

        Assert.That(problem!.Message, Does.Contain(EnvironmentNames.CapacityProvider));
    }
}
