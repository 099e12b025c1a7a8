using FirstRead.Aws.Access;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.Access;

public class ClinicStoreTests
{
    private static readonly Clinic North = new(Given.Clinic, "North Clinic", AiDisplay.OnDemand);

    private DynamoClinicStore store = null!;

    [SetUp]
    public async Task CreateTableAsync()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        store = new DynamoClinicStore(client, table);
    }

    [Test]
    public async Task Get_OfAClinicNobodyEntered_IsNull() => Assert.That(await store.GetAsync(Given.Clinic, default), Is.Null);

    [Test]
    public async Task Put_OfAClinicThatStands_WritesNothing()
    {
        Assert.That(await store.PutAsync(North, null, default), Is.True);
        Assert.That(await store.PutAsync(North with { Name = "Another" }, null, default), Is.False);
        Assert.That(await store.GetAsync(Given.Clinic, default), Is.EqualTo(North));
    }

    [Test]
    public async Task Put_OnWhatAnotherChanged_WritesNothing()
    {
        await store.PutAsync(North, null, default);
        var hidden = North with { AiDisplay = AiDisplay.AfterOwnRead };
        Assert.That(await store.PutAsync(hidden, North, default), Is.True);
        Assert.That(await store.PutAsync(North with { Name = "Late" }, North, default), Is.False);
        Assert.That(await store.GetAsync(Given.Clinic, default), Is.EqualTo(hidden));
    }

    [Test]
    public async Task List_OfAll_IsInOrderOfTheirIds()
    {
        var east = new Clinic(ClinicId.Parse("east-clinic"), "East", AiDisplay.First);
        await store.PutAsync(North, null, default);
        await store.PutAsync(east, null, default);
        Assert.That(await store.ListAsync(default), Is.EqualTo(new[] { east, North }));
    }

    [Test]
    public void AiDisplayNames_AreStoredLiterals()
    {
        Assert.That(Enum.GetValues<AiDisplay>().Select(AiDisplayNames.Of), Is.EqualTo(new[] { "first", "on-demand", "after-own-read" }));
        Assert.That(Enum.GetValues<AiDisplay>(), Has.All.Matches<AiDisplay>(mode => AiDisplayNames.Parse(AiDisplayNames.Of(mode)) == mode));
    }
}
