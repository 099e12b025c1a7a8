using FirstRead.Core;
using FirstRead.Core.Identity;
using FirstRead.Core.Storage;
using FirstRead.Functions.RotateSecret;

namespace FirstRead.Functions.Tests.RotateSecret;

public sealed class KeyringRotationTests
{
    private const string Name = "firstread/vault-key";
    private const string UidName = "firstread/uid-key";
    private static readonly string[] Steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];
    private static readonly SystemRandomSource Random = new();

    [Test]
    public async Task Rotation_AllSteps_AppendsAKeyAndKeepsTheOld()
    {
        var before = Keyring.Create(Random);
        using var secret = new StagedSecret(Name, before.ToJson());

        await RotateAsync(secret, "token-2");

        var after = Keyring.Parse(secret.Current);
        Assert.That(after.Versions, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(after.Current, Is.EqualTo(2));
        Assert.That(after.Find(1), Is.EqualTo(before.CurrentKey));
    }

    [Test]
    public async Task Rotation_FiveTimes_StillOpensTheOldestRecord()
    {
        using var secret = new StagedSecret(Name, Keyring.Create(Random).ToJson());
        var record = new ItemKey("IDENTITY#p", "PATIENT");
        var oldest = new Sealer(Keyring.Parse(secret.Current), Random).Seal(record, "identity", [7]);

        for (var round = 0; round < 5; round++)
            await RotateAsync(secret, $"token-{round}");

        Assert.That(Keyring.Parse(secret.Current).Current, Is.EqualTo(6));
        Assert.That(new Sealer(Keyring.Parse(secret.Current), Random).Open(record, "identity", oldest), Is.EqualTo(new byte[] { 7 }));
    }

    [Test]
    public async Task Rotation_EveryStepTwice_PutsOneVersion()
    {
        using var secret = new StagedSecret(Name, Keyring.Create(Random).ToJson());
        secret.Begin("token");

        foreach (var step in Steps)
        {
            await StepAsync(secret, step, "token");
            await StepAsync(secret, step, "token");
        }

        Assert.That(secret.Puts, Is.EqualTo(1));
        Assert.That(Keyring.Parse(secret.Current).Versions, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task Rotation_EmptyRingOfADeployment_MakesTheFirstKey()
    {
        using var secret = new StagedSecret(Name, Keyring.Empty);

        await RotateAsync(secret, "token");

        Assert.That(Keyring.Parse(secret.Current).Versions, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Rotation_OfTheUidKey_FillsTheEmptyRingOnceAndNeverReplacesTheKey()
    {
        using var secret = new StagedSecret(UidName, Keyring.Empty);
        await RotateAsync(secret, "token-1");
        var first = secret.Current;

        await RotateAsync(secret, "token-2");

        Assert.That(secret.Current, Is.EqualTo(first));
        Assert.That(Keyring.Parse(first).Versions, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Test_PendingRingLacksAKeyInUse_RefusesAndTheOldStaysCurrent()
    {
        var before = Keyring.Create(Random).Rotate(Random);
        using var secret = new StagedSecret(Name, before.ToJson());
        secret.Begin("token");
        await secret.PutSecretValueAsync(new() { ClientRequestToken = "token", SecretString = Keyring.Create(Random).ToJson(), VersionStages = ["AWSPENDING"] });

        var refusal = await Assert.ThrowsAsync<RotationException>(() => StepAsync(secret, "testSecret", "token"));

        Assert.That(refusal!.Message, Does.Contain("lacks a key"));
        Assert.That(secret.Current, Is.EqualTo(before.ToJson()));
    }

    [Test]
    public async Task Test_BeforeTheVersionHasAValue_Refuses()
    {
        using var secret = new StagedSecret(Name, Keyring.Create(Random).ToJson());
        secret.Begin("token");

        await Assert.ThrowsAsync<RotationException>(() => StepAsync(secret, "testSecret", "token"));
    }

    [Test]
    public async Task Step_RotationDisabled_Refuses()
    {
        using var secret = new StagedSecret(Name, Keyring.Create(Random).ToJson()) { RotationEnabled = false };
        secret.Begin("token");

        await Assert.ThrowsAsync<RotationException>(() => StepAsync(secret, "createSecret", "token"));
        Assert.That(secret.Pending, Is.Null);
    }

    [Test]
    public async Task Step_UnknownVersion_Refuses()
    {
        using var secret = new StagedSecret(Name, Keyring.Create(Random).ToJson());

        await Assert.ThrowsAsync<RotationException>(() => StepAsync(secret, "createSecret", "never-begun"));
    }

    private static async Task RotateAsync(StagedSecret secret, string token)
    {
        secret.Begin(token);
        foreach (var step in Steps)
            await StepAsync(secret, step, token);
    }

    private static Task StepAsync(StagedSecret secret, string step, string token) =>
        new KeyringRotation(secret, Random, new RotationSettings(UidName)).HandleAsync(new RotationEvent(step, "arn:secret", token), CancellationToken.None);
}
