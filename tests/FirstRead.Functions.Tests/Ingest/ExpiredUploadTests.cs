using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Ingest;

public class ExpiredUploadTests
{
    [Test]
    public async Task Expire_AFileSentInPart_LetsItsPartsGoAndCountsWhatBecameOfAll()
    {
        var world = await IntakeWorld.CreateAsync();
        var promised = await world.PromiseAsync(1, Slices.Bytes(Slices.Slice(1)), Slices.Bytes(Slices.Slice(2)));
        await world.PutAsync(promised, 0);
        var late = promised.Files[1];
        var key = ObjectKeys.Incoming(late.Upload, late.Id);
        await world.PartRecords.AddAsync(new PartRecord(late.Upload, late.Id, await world.Parts.StartAsync(key, default)), default);

        world.Clock.Advance(TimeSpan.FromMinutes(16));
        await world.ReconcileAsync();

        Assert.That(world.Parts.Open, Is.Empty);
        Assert.That(await world.PartRecords.ListAsync(late.Upload, default), Is.Empty);
        var upload = (await world.Uploads.GetAsync(late.Upload, default))!;
        Assert.That((upload.Open, upload.Tally), Is.EqualTo((false, new FileTally(Accepted: 1, Duplicate: 0, Refused: 0, Held: 0, Expired: 1))));
    }
}
