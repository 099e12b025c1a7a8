using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using FirstRead.Aws.Secrets;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.Secrets;

public sealed class SecretsManagerStoreTests
{
    [Test]
    public async Task Get_WithinMinutes_AsksOnceAndThenSeesTheRotation()
    {
        using var client = new CountingSecrets();
        var clock = new ManualClock(Given.Now);
        var store = new SecretsManagerStore(client, clock);

        Assert.That(await store.GetAsync("key", default), Is.EqualTo("key 1"));
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.That(await store.GetAsync("key", default), Is.EqualTo("key 1"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await store.GetAsync("key", default), Is.EqualTo("key 2"));
    }

    private sealed class CountingSecrets()
        : AmazonSecretsManagerClient(new AnonymousAWSCredentials(), new AmazonSecretsManagerConfig { ServiceURL = "http://127.0.0.1:1" })
    {
        private int asked;

        public override Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GetSecretValueResponse { SecretString = $"{request.SecretId} {++asked}" });
    }
}
