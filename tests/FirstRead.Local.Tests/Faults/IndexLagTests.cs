using FirstRead.Aws.DynamoDb;
using FirstRead.Testing;

namespace FirstRead.Local.Tests.Faults;

/// <summary>An index that lags behind its table: it knows a new item late, and an old state too long.</summary>
public sealed class IndexLagTests
{
    [Test, CancelAfter(300_000)]
    public async Task Query_SoonAfterAWrite_AnswersWhatWasBefore_AndInTheEndWhatIs(CancellationToken cancel)
    {
        await using var table = await TroubledTable.StartAsync(indexLagSeconds: 1);
        var uploads = new DynamoUploadStore(table.Client, table.Name);
        for (uint number = 1; table.Fell("stale-index") == 0; number++)
        {
            await uploads.CreateAsync(Given.Upload(number) with { DueAt = Given.Now }, [], cancel);
            await uploads.ListDueAsync(Given.Now, 1000, cancel);
        }
        var all = await new DynamoUploadStore(table.Bare, table.Name).ListDueAsync(Given.Now, 1000, cancel);
        await Eventually.BecomesTrueAsync(async () => (await uploads.ListDueAsync(Given.Now, 1000, cancel)).Count == all.Count);
    }

    [Test, CancelAfter(300_000)]
    public async Task Query_ForWhatHasCeasedToBeDue_StillAnswersIt_AndItsRowSaysThatItIsNot(CancellationToken cancel)
    {
        await using var table = await TroubledTable.StartAsync(indexLagSeconds: 1);
        var uploads = new DynamoUploadStore(table.Client, table.Name);
        for (uint number = 1; ; number++)
        {
            var created = Given.Upload(number) with { DueAt = Given.Now };
            await uploads.CreateAsync(created, [], cancel);
            await Eventually.BecomesTrueAsync(async () => (await uploads.ListDueAsync(Given.Now, 1000, cancel)).Contains(created.Id));
            await uploads.ScheduleAsync(created, null, cancel);
            var listed = (await uploads.ListDueAsync(Given.Now, 1000, cancel)).Contains(created.Id);
            Assert.That((await uploads.GetAsync(created.Id, cancel))!.DueAt, Is.Null);
            if (listed)
                return;
        }
    }
}
