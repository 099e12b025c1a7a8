using FirstRead.Aws.DynamoDb;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class SlotStoreTests
{
    private readonly ManualClock clock = new(Given.Now);
    private DynamoSlotStore slots = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        slots = new DynamoSlotStore(client, table, maxTasks: 2, clock);
    }

    [Test]
    public async Task Claim_FiveAtOnceForTwoSlots_TwoGetOne()
    {
        var claimed = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => slots.ClaimAsync(Given.StudyId((uint)number), default)));

        Assert.That(claimed.OfType<Core.Studies.Slot>().Select(slot => slot.Number), Is.EquivalentTo(new[] { 0, 1 }));
        Assert.That(await slots.ClaimAsync(Given.StudyId(9), default), Is.Null);
    }

    [Test]
    public async Task Free_ThenClaimedAgain_FencesTheTaskThatHadItBefore()
    {
        var before = (await slots.ClaimAsync(Given.StudyId(1), default))!;
        await slots.FreeAsync(before, default);
        var after = (await slots.ClaimAsync(Given.StudyId(2), default))!;

        Assert.That(after.Generation, Is.EqualTo(before.Generation + 1));
        Assert.That(await slots.BeatAsync(before, default), Is.False);
        await slots.FreeAsync(before, default);
        await slots.SetTaskAsync(before, "arn:old", default);
        Assert.That(await slots.ListAsync(default), Is.EqualTo(new[] { after }));
    }

    [Test]
    public async Task Note_BeatCameSince_IsNotStored()
    {
        var slot = (await slots.ClaimAsync(Given.StudyId(1), default))!;
        await slots.BeatAsync(slot, default);

        await slots.NoteAsync(slot with { Pulse = slot.Pulse.Look() }, default);

        Assert.That((await slots.ListAsync(default)).Single().Pulse.Looks, Is.Zero);
    }

    [Test]
    public async Task Note_Unmoved_CountsLooks()
    {
        await slots.BeatAsync((await slots.ClaimAsync(Given.StudyId(1), default))!, default);
        for (var look = 0; look < 3; look++)
        {
            var seen = (await slots.ListAsync(default)).Single();
            await slots.NoteAsync(seen with { Pulse = seen.Pulse.Look() }, default);
        }

        Assert.That((await slots.ListAsync(default)).Single().Pulse.Dead, Is.True);
    }

    [Test]
    public async Task Free_SlotThatWasTakenOverMidnight_AddsToBothDays()
    {
        var midnight = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        clock.Advance(midnight.AddMinutes(-7) - clock.GetUtcNow());
        var slot = (await slots.ClaimAsync(Given.StudyId(1), default))!;
        clock.Advance(TimeSpan.FromMinutes(10));

        await slots.FreeAsync(slot, default);
        await slots.FreeAsync(slot, default);

        var day = DateOnly.FromDateTime(midnight.UtcDateTime);
        Assert.That((await slots.FreedTimeAsync(day.AddDays(-1), default), await slots.FreedTimeAsync(day, default)), Is.EqualTo((TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(3))));
    }

    [Test]
    public async Task Free_ByATaskThatKnowsItsSlotByNumber_AddsAllOfIt()
    {
        var slot = (await slots.ClaimAsync(Given.StudyId(1), default))!;
        clock.Advance(TimeSpan.FromSeconds(90.2));

        await slots.FreeAsync(new Core.Studies.Slot(slot.Number, slot.Generation, slot.Study), default);

        Assert.That(await slots.FreedTimeAsync(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), default), Is.EqualTo(TimeSpan.FromSeconds(91)));
    }
}
