using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Studies;
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

        // What has ceased to be due is answered for a while longer, and its row says that it is not.
        var settled = table.Fell("stale-index");
        var upload = (await uploads.GetAsync(UploadId.From(1), cancel))!;
        await uploads.ScheduleAsync(upload, null, cancel);
        var seen = false;
        await Eventually.BecomesTrueAsync(async () =>
        {
            var due = await uploads.ListDueAsync(Given.Now, 1000, cancel);
            seen |= due.Contains(upload.Id);
            return !due.Contains(upload.Id) && !(await uploads.ListDueAsync(Given.Now, 1000, cancel)).Contains(upload.Id);
        });
        Assert.That(table.Fell("stale-index") > settled, Is.EqualTo(seen), "a late answer is noted");
        Assert.That((await uploads.GetAsync(upload.Id, cancel))!.DueAt, Is.Null);
    }
}
