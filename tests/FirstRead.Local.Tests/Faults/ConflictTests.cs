using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Reviews;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Local.Faults;
using FirstRead.Testing;

namespace FirstRead.Local.Tests.Faults;

/// <summary>Our stores against a DynamoDB that refuses what overlaps, as the one on AWS does and DynamoDB Local does not.</summary>
public sealed class ConflictTests
{
    private const int Slices = 24;

    /// <summary>Between two transactions of one writer: most of the time none is under way, as in the pipeline.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [Test, CancelAfter(300_000)]
    public async Task Stores_SlicesAndTransactionsOnOneStudy_LoseNothing(CancellationToken cancel)
    {
        await using var table = await TroubledTable.StartAsync(transactionMs: 60);
        var (studies, queue) = (new DynamoStudyStore(table.Client, table.Name), new DynamoWorkQueue(table.Client, table.Name, TimeProvider.System));
        var study = Given.Study();
        await studies.TouchAsync(study, cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var queuing = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => QueueAsync(studies, queue, study.Id, end)));
        await Task.WhenAll(Enumerable.Range(0, Slices).Select(_ => studies.TouchAsync(study, cancel)));
        while (table.Fell("conflict", "UpdateItem") == 0 || table.Fell("conflict", "TransactWriteItems") == 0)
            await studies.TouchAsync(study with { InstanceCount = 0 }, cancel);
        await end.CancelAsync();
        await queuing;

        var stored = (await studies.GetAsync(study.Id, cancel))!;
        Assert.That(stored.InstanceCount, Is.EqualTo(1 + Slices), "each slice is counted once, whatever it met");
        Assert.That((await queue.ListWaitingAsync(10, cancel)).Single().Study, Is.EqualTo(study.Id));
    }

    [Test, CancelAfter(300_000)]
    public async Task Put_WithoutACondition_IsNotLeftOutForATransactionInFlight(CancellationToken cancel)
    {
        await using var table = await TroubledTable.StartAsync(transactionMs: 60);
        var (study, readers) = (Given.StudyId(), new DynamoReaderStore(table.Client, table.Name));
        var place = StudiesTable.Opened(study, "reader");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var transacting = TransactAsync(table, new() { [ItemKey.PkName] = new(place.Pk), [ItemKey.SkName] = new(place.Sk) }, end);
        for (var round = 0; table.Fell("conflict", "PutItem") < 3; round++)
        {
            await readers.PutOpenedAsync(study, "reader", $"round {round}", cancel);
            Assert.That(await readers.GetOpenedAsync(study, "reader", cancel), Is.EqualTo($"round {round}"));
        }
        await end.CancelAsync();
        await transacting;
    }

    [Test, CancelAfter(300_000)]
    public async Task Transaction_ThrottledAndUnanswered_IsCarriedOutOnce(CancellationToken cancel)
    {
        await using var table = await TroubledTable.StartAsync(new StoreFaults(Error: 0, Throttle: 0.2, LostAnswer: 0.15, Reset: 0, Stall: 0, StallSeconds: 0));
        var (studies, queue) = (new DynamoStudyStore(table.Bare, table.Name), new DynamoWorkQueue(table.Client, table.Name, TimeProvider.System));
        for (uint number = 1; number <= 20; number++)
        {
            var study = Given.Study(number);
            await studies.TouchAsync(study, cancel);
            var stored = (await studies.GetAsync(study.Id, cancel))!;
            Assert.That(await queue.EnqueueAsync(stored.Queue(1, incomplete: false, Given.Now), cancel), Is.True, $"study {number}");
            Assert.That((await studies.GetAsync(study.Id, cancel))!.Revision, Is.EqualTo(stored.Revision + 1));
        }
        Assert.That(table.Fell("throttle", "TransactWriteItems"), Is.Positive);
        Assert.That(table.Fell("lost-answer", "TransactWriteItems"), Is.Positive);
    }

    /// <summary>Puts the study in line again and again, as whoever sees it complete does.</summary>
    private static async Task QueueAsync(DynamoStudyStore studies, DynamoWorkQueue queue, StudyId id, CancellationTokenSource end)
    {
        while (!end.IsCancellationRequested)
        {
            var study = (await studies.GetAsync(id, CancellationToken.None))!;
            await queue.EnqueueAsync(study with { Status = StudyStatus.Queued, QueuedInstances = study.InstanceCount }, CancellationToken.None);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static async Task TransactAsync(TroubledTable table, Dictionary<string, AttributeValue> key, CancellationTokenSource end)
    {
        while (!end.IsCancellationRequested)
        {
            var update = new Update
            {
                TableName = table.Name,
                Key = key,
                UpdateExpression = "ADD transacted :one",
                ExpressionAttributeValues = new() { [":one"] = new() { N = "1" } },
            };
            await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [new TransactWriteItem { Update = update }] }, CancellationToken.None);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
