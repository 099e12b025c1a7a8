using FirstRead.Core.Identity;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Identity;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class IdentityVaultTests
{
    private static readonly SystemRandomSource Random = new();
    private static readonly PatientToken Token = PatientToken.From(1);
    private static readonly StudyId Study = StudyId.From(ClinicId.Parse("north"), 2);
    private static readonly PatientIdentity Patient = new(Token, 77, "4711", null, "DOE^JANE", "19600229", "F");
    private static readonly StudyIdentity StudyRecord = new(Study, Token, "1.2.3", "A-1", "20240115", "101500");
    private static readonly InstanceIdentity Instance = new(Study, "2.25.9", "1.2.3.4", "1.2.3.5");

    private readonly InMemoryVaultStore store = new();

    [Test]
    public async Task Get_AfterFiveRotations_OpensTheOldestRecord()
    {
        var ring = Keyring.Create(Random);
        await Vault(ring).SaveAsync(Patient, StudyRecord, Instance, CancellationToken.None);
        for (var rotation = 0; rotation < 5; rotation++)
            ring = Keyring.Parse(ring.Rotate(Random).ToJson());

        Assert.That(await Vault(ring).GetPatientAsync(Token, CancellationToken.None), Is.EqualTo(Patient));
        Assert.That(await Vault(ring).GetStudyAsync(Study, CancellationToken.None), Is.EqualTo(StudyRecord));
        Assert.That(await Vault(ring).GetInstanceAsync(Study, "2.25.9", CancellationToken.None), Is.EqualTo(Instance));
    }

    [Test]
    public async Task Save_SecondTime_LeavesWhatStands()
    {
        var vault = Vault(Keyring.Create(Random));
        await vault.SaveAsync(Patient, StudyRecord, Instance, CancellationToken.None);
        await vault.SaveAsync(Patient with { PatientName = "ROE^RICHARD" }, StudyRecord, Instance, CancellationToken.None);

        Assert.That((await vault.GetPatientAsync(Token, CancellationToken.None))!.PatientName, Is.EqualTo("DOE^JANE"));
    }

    [Test]
    public async Task Get_RecordMovedToAnotherKey_DoesNotOpen()
    {
        var vault = Vault(Keyring.Create(Random));
        await vault.SaveAsync(Patient, StudyRecord, Instance, CancellationToken.None);
        var other = PatientToken.From(2);
        store.Items[VaultTable.Identity(other)] = store.Items[VaultTable.Identity(Token)] with { Key = VaultTable.Identity(other) };

        await Assert.ThrowsAsync<SealBrokenException>(() => vault.GetPatientAsync(other, CancellationToken.None));
    }

    [Test]
    public async Task Get_AnyByteChanged_DoesNotOpen()
    {
        var vault = Vault(Keyring.Create(Random));
        await vault.SaveQuestionAsync(UploadId.From(5), "headache", CancellationToken.None);
        var item = store.Items.Values.Single();
        for (var position = 0; position < item.Content.Length; position++)
        {
            var altered = item.Content.ToArray();
            altered[position] ^= 1;
            store.Items[item.Key] = item with { Content = altered };
            await Assert.ThrowsAsync<SealBrokenException>(() => vault.GetQuestionAsync(UploadId.From(5), CancellationToken.None), $"byte {position}");
        }
    }

    [Test]
    public async Task Save_Records_HoldNoPlainText()
    {
        await Vault(Keyring.Create(Random)).SaveAsync(Patient, StudyRecord, Instance, CancellationToken.None);

        foreach (var item in store.Items.Values)
            foreach (var value in new[] { "4711", "DOE", "19600229", "1.2.3" })
                Assert.That(item.Content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(value)), Is.Negative);
    }

    private IdentityVault Vault(Keyring ring) => new(store, new Sealer(ring, Random));
}
