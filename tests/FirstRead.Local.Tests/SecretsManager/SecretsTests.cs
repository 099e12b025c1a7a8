using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Core.Identity;
using FirstRead.Core.Settings;
using FirstRead.Local.SecretsManager;
using FirstRead.Local.Template;
using FirstRead.Local.Tests.S3;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Tests.SecretsManager;

public sealed class SecretsTests
{
    private TemporaryFolder _folder = null!;
    private SecretStore _store = null!;
    private SecretsEndpoint _secrets = null!;

    [SetUp]
    public void Start()
    {
        _folder = new TemporaryFolder();
        _store = new SecretStore(_folder.Path, TimeProvider.System);
        _secrets = new SecretsEndpoint(_store, new SystemRandomSource());
        FirstSecrets.Create(_store, StackTemplate.Read(StackTemplate.StandardPath), new SystemRandomSource());
    }

    [TearDown]
    public void Stop() => _folder.Dispose();

    [Test]
    public async Task FirstSecrets_AreKeyringsAndStayTheSame()
    {
        var before = await ValueAsync(ResourceNames.VaultKeySecret);
        FirstSecrets.Create(_store, StackTemplate.Read(StackTemplate.StandardPath), new SystemRandomSource());
        Assert.That(await ValueAsync(ResourceNames.VaultKeySecret), Is.EqualTo(before));
        Assert.That(Keyring.Parse(before).Current, Is.EqualTo(1));
    }

    [Test]
    public async Task Put_AsPending_IsCurrentOnlyWhenTheStageMoves()
    {
        var (name, token) = (ResourceNames.LookupKeySecret, new string('a', 32));
        var before = await CallAsync("GetSecretValue", name);
        await CallAsync("PutSecretValue", name, ("ClientRequestToken", token), ("SecretString", "new"), ("VersionStages", new JsonArray("AWSPENDING")));
        Assert.That(await ValueAsync(name), Is.EqualTo((string?)before["SecretString"]));
        await CallAsync("UpdateSecretVersionStage", name, ("VersionStage", "AWSCURRENT"), ("MoveToVersionId", token), ("RemoveFromVersionId", (string)before["VersionId"]!));
        var previous = await CallAsync("GetSecretValue", name, ("VersionStage", "AWSPREVIOUS"));
        Assert.Multiple(async () =>
        {
            Assert.That(await ValueAsync(name), Is.EqualTo("new"));
            Assert.That((string?)previous["VersionId"], Is.EqualTo((string?)before["VersionId"]));
        });
    }

    [Test]
    public async Task Get_OfAnUnknownName_IsNotFound() =>
        Assert.That((await Catch.Async<JsonServiceException>(() => CallAsync("GetSecretValue", "firstread/none"))).Type, Is.EqualTo("ResourceNotFoundException"));

    private async Task<string> ValueAsync(string name) => (string)(await CallAsync("GetSecretValue", name))["SecretString"]!;

    private Task<JsonObject> CallAsync(string operation, string name, params (string Name, JsonNode Value)[] more)
    {
        var request = new JsonObject { ["SecretId"] = name };
        foreach (var (member, value) in more)
            request[member] = value;
        return _secrets.Operations[operation](request, CancellationToken.None);
    }
}
