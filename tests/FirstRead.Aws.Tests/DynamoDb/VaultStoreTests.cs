using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Identity;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class VaultStoreTests
{
    private DynamoVaultStore vault = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateVaultTableAsync();
        vault = new DynamoVaultStore(client, table);
    }

    [Test]
    public async Task TryCreateIndex_OneRowStands_WritesNone()
    {
        Assert.That(await vault.TryCreateIndexAsync([Row(1, A)], default), Is.True);

        Assert.That(await vault.TryCreateIndexAsync([Row(2, B), Row(1, B)], default), Is.False);

        Assert.That(await vault.GetIndexAsync(VaultTable.Index(2, "x"), default), Is.Null);
        Assert.That(await vault.GetIndexAsync(VaultTable.Index(1, "x"), default), Is.EqualTo(Row(1, A)));
    }

    [Test]
    public async Task TryReplaceIndex_SameRevisionTwice_OnlyTheFirstIsWritten()
    {
        await vault.TryCreateIndexAsync([Row(1, A)], default);

        Assert.That(await vault.TryReplaceIndexAsync(Row(1, A) with { Sex = "s" }, default), Is.True);
        Assert.That(await vault.TryReplaceIndexAsync(Row(1, A) with { Sex = "t" }, default), Is.False);
        Assert.That(await vault.GetIndexAsync(VaultTable.Index(1, "x"), default), Is.EqualTo(Row(1, A) with { Sex = "s", Revision = 2 }));
    }

    [Test]
    public async Task TryPutSealed_Twice_TheFirstStays()
    {
        var key = VaultTable.Identity(PatientToken.From(1));

        Assert.That(await vault.TryPutSealedAsync(new SealedItem(key, [1, 2, 3]), default), Is.True);
        Assert.That(await vault.TryPutSealedAsync(new SealedItem(key, [4]), default), Is.False);
        Assert.That((await vault.GetSealedAsync(key, default))!.Content, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    private static readonly string A = PatientToken.From(1).Value;
    private static readonly string B = PatientToken.From(2).Value;

    private static PatientIndex Row(int version, string token) => new(VaultTable.Index(version, "x"), token, 42, "b", Sex: null, Name: "n");
}
