using Amazon.DynamoDBv2;
using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IWorkQueue"/>
public sealed class DynamoWorkQueue(IAmazonDynamoDB client, string tableName, TimeProvider time) : IWorkQueue
{
    private const int ReplaceTries = 20;

    /// <summary>How long the stream has to bring a result to its alert, before somebody looks.</summary>
    private static readonly TimeSpan AlertPatience = TimeSpan.FromMinutes(2);

    private readonly Table table = new(client, tableName);

    public Task<bool> EnqueueAsync(Study queued, CancellationToken cancel) => table.TransactAsync(
        [
            Replace(queued),
            new Change(
                $"SET #{Names.Study} = :study, #{Names.Priority} = :priority, #{Names.QueuedInstances} = :instances, #{Names.EnqueuedAt} = if_not_exists(#{Names.EnqueuedAt}, :now), "
                + $"#{Names.Launches} = if_not_exists(#{Names.Launches}, :launches)",
                $"attribute_not_exists(#{Names.Owner})",
                new Item
                {
                    [":study"] = Attribute.Of(queued.Id.Value),
                    [":priority"] = Attribute.Of(StoredNames.Of(queued.Priority)),
                    [":instances"] = Attribute.Of(queued.QueuedInstances),
                    [":now"] = Attribute.Of(time.GetUtcNow()),
                    [":launches"] = Attribute.Of(queued.Launches),
                }).ToUpdate(table.Name, StudiesTable.Work(queued.Id)),
        ],
        cancel);

    public async Task<IReadOnlyList<WorkItem>> ListWaitingAsync(int limit, CancellationToken cancel) =>
        [.. (await ListAsync(cancel)).Where(work => work.Owner is null).OrderByDescending(work => work.Priority).ThenBy(work => work.EnqueuedAt).Take(limit)];

    public async Task<IReadOnlyList<WorkItem>> ListTakenAsync(CancellationToken cancel) =>
        [.. (await ListAsync(cancel)).Where(work => work.Owner is not null)];

    public async Task<WorkItem?> CountLaunchAsync(WorkItem waiting, DateTimeOffset now, CancellationToken cancel)
    {
        var change = new Change(
            $"SET #{Names.LaunchedAt} = :now ADD #{Names.Launches} :one",
            $"attribute_not_exists(#{Names.Owner}) AND #{Names.Launches} = :launches",
            new Item { [":now"] = Attribute.Of(now), [":one"] = Attribute.Of(1), [":launches"] = Attribute.Of(waiting.Launches) });
        return await table.UpdateAsync(StudiesTable.Work(waiting.Study), change, cancel) is { } item ? WorkItems.ReadWork(item) : null;
    }

    public async Task<Claim?> TakeAsync(StudyId study, string owner, CancellationToken cancel)
    {
        for (var tries = 0; tries < ReplaceTries; tries++)
        {
            if (await ReadAsync(study, cancel) is not ({ } stored, { Owner: null } work))
                return null;
            var now = time.GetUtcNow();
            var taken = stored.Take(work, now);
            var change = new Change(
                $"SET #{Names.Owner} = :owner, #{Names.TakenAt} = :now, #{Names.Attempt} = :attempt, #{Names.Beats} = :zero, #{Names.Seen} = :zero, #{Names.Looks} = :zero",
                $"attribute_exists(#{Names.Study}) AND attribute_not_exists(#{Names.Owner}) AND #{Names.Launches} = :launches",
                new Item
                {
                    [":owner"] = Attribute.Of(owner),
                    [":now"] = Attribute.Of(now),
                    [":attempt"] = Attribute.Of(taken.Attempt),
                    [":zero"] = Attribute.Of(0),
                    [":launches"] = Attribute.Of(work.Launches),
                });
            if (await table.TransactAsync([Replace(taken), change.ToUpdate(table.Name, StudiesTable.Work(study))], cancel))
                return new Claim(study, taken.Attempt, owner, work with { Owner = owner, Attempt = taken.Attempt, Pulse = default, TakenAt = now });
        }
        return null;
    }

    public async Task<bool> BeatAsync(Claim claim, CancellationToken cancel)
    {
        var change = WorkItems.Held(claim.Owner, claim.Attempt, $"ADD #{Names.Beats} :one");
        change.Values[":one"] = Attribute.Of(1);
        return await table.UpdateAsync(StudiesTable.Work(claim.Study), change, cancel) is not null;
    }

    public async Task<bool> FinishAsync(Claim claim, AnalysisResult result, CancellationToken cancel)
    {
        if (result.Study != claim.Study || result.Attempt != claim.Attempt)
            throw new ArgumentException($"The result is of {result.Study} attempt {result.Attempt}, the claim of {claim.Study} attempt {claim.Attempt}.", nameof(result));
        var item = ResultItems.Write(result, time.GetUtcNow() + AlertPatience);
        for (var tries = 0; tries < ReplaceTries; tries++)
        {
            // No result of this attempt is another's: if it stands, an answer was lost and this is the repeat.
            if (await table.GetAsync(StudiesTable.Result(claim.Study, claim.Attempt), cancel) is not null)
                return true;
            if (await ReadAsync(claim.Study, cancel) is not ({ } stored, { } work) || work.Owner != claim.Owner || work.Attempt != claim.Attempt)
                return false;
            if (await table.TransactAsync(
                [
                    Replace(stored.Finish(result)),
                    Table.Absent.ToPut(table.Name, item),
                    WorkItems.Held(claim.Owner, claim.Attempt).ToDelete(table.Name, StudiesTable.Work(claim.Study)),
                ],
                cancel))
                return true;
        }
        throw new InvalidOperationException($"Study {claim.Study} changes too fast to store its result; try again.");
    }

    public Task ReleaseAsync(Claim claim, CancellationToken cancel) => table.UpdateAsync(
        StudiesTable.Work(claim.Study), WorkItems.Held(claim.Owner, claim.Attempt, $"REMOVE #{Names.Owner}"), cancel);

    public Task NoteAsync(WorkItem seen, CancellationToken cancel) =>
        table.UpdateAsync(StudiesTable.Work(seen.Study), WorkItems.Held(seen.Owner!, seen.Attempt).Looked(seen.Pulse), cancel);

    public async Task<bool> ReviveAsync(WorkItem dead, CancellationToken cancel)
    {
        var change = WorkItems.Held(dead.Owner!, dead.Attempt, $"REMOVE #{Names.Owner} ADD #{Names.Deaths} :one");
        change.Values[":one"] = Attribute.Of(1);
        change.Values[":beats"] = Attribute.Of(dead.Pulse.Beats);
        return await table.UpdateAsync(StudiesTable.Work(dead.Study), change with { Condition = $"{change.Condition} AND #{Names.Beats} = :beats" }, cancel) is not null;
    }

    private async Task<List<WorkItem>> ListAsync(CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.QueuePartition, StudiesTable.StudyPrefix, cancel)).ConvertAll(WorkItems.ReadWork);

    private async Task<(Study?, WorkItem?)> ReadAsync(StudyId id, CancellationToken cancel)
    {
        // The work first: a study read after it is never older than the claim.
        var work = await table.GetAsync(StudiesTable.Work(id), cancel);
        var study = await table.GetAsync(StudiesTable.Study(id), cancel);
        return (StudyItems.FindStudy(study), work is null ? null : WorkItems.ReadWork(work));
    }

    private Amazon.DynamoDBv2.Model.TransactWriteItem Replace(Study study) =>
        StudyItems.Unmoved(study).ToPut(table.Name, StudyItems.Write(study with { Revision = study.Revision + 1 }));
}
