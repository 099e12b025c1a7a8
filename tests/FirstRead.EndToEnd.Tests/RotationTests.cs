using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using FirstRead.Core.Identity;
using FirstRead.Core.Settings;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A secret of the running cloud is rotated by the real function, step by step.</summary>
public sealed class RotationTests
{
    private const int Patience = 1_500_000;

    [Test, CancelAfter(Patience)]
    public async Task Rotate_TheVaultsKey_AppendsAKeyAndKeepsTheOld(CancellationToken cancel)
    {
        using var secrets = await ClientAsync();
        var before = await RingAsync(secrets, ResourceNames.VaultKeySecret, cancel);

        var rotated = await secrets.RotateSecretAsync(new RotateSecretRequest { SecretId = ResourceNames.VaultKeySecret, ClientRequestToken = Guid.NewGuid().ToString() }, cancel);

        var after = await RingAsync(secrets, ResourceNames.VaultKeySecret, cancel);
        var described = await secrets.DescribeSecretAsync(new DescribeSecretRequest { SecretId = ResourceNames.VaultKeySecret }, cancel);
        Assert.Multiple(() =>
        {
            Assert.That(after.Current, Is.EqualTo(before.Current + 1));
            Assert.That(after.Find(before.Current), Is.EqualTo(before.CurrentKey), "what it sealed stays readable");
            Assert.That(described.VersionIdsToStages[rotated.VersionId], Is.EquivalentTo(new[] { "AWSCURRENT", "AWSPENDING" }).Or.EqualTo(new[] { "AWSCURRENT" }));
        });
    }

    [Test, CancelAfter(Patience)]
    public async Task Rotate_TheUidKey_LeavesItAsItIs(CancellationToken cancel)
    {
        using var secrets = await ClientAsync();
        var before = await RingAsync(secrets, ResourceNames.UidKeySecret, cancel);

        await secrets.RotateSecretAsync(new RotateSecretRequest { SecretId = ResourceNames.UidKeySecret, ClientRequestToken = Guid.NewGuid().ToString() }, cancel);

        Assert.That((await RingAsync(secrets, ResourceNames.UidKeySecret, cancel)).ToJson(), Is.EqualTo(before.ToJson()), "references between studies would break");
    }

    private static async Task<Keyring> RingAsync(AmazonSecretsManagerClient secrets, string name, CancellationToken cancel) =>
        Keyring.Parse((await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = name }, cancel)).SecretString);

    private static async Task<AmazonSecretsManagerClient> ClientAsync()
    {
        var cloud = (await SharedCloud.GetAsync()).Describe().RootElement;
        string Text(string name) => cloud.GetProperty(name).GetString()!;
        return new(
            new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")),
            new AmazonSecretsManagerConfig { ServiceURL = Text("secretsManager"), AuthenticationRegion = Text("region") });
    }
}
