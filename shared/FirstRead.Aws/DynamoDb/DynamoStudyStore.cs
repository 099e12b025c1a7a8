using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IStudyStore"/>
public sealed class DynamoStudyStore(IAmazonDynamoDB client, string tableName) : IStudyStore
{
    private const int ReplaceTries = 20;
    private readonly Table table = new(client, tableName);

    public async Task<bool> TouchAsync(Study seen, CancellationToken cancel)
    {
        // One blind update: hundreds of slices touch this item at once, and neither wait for nor cancel each other.
        if (await GrowAsync(seen, cancel) is not { } item)
        {
            // First the ways to it: no study stands that its patient's rows, its UID and the list do not lead to.
            await table.PutAsync(new ItemWriter(StudiesTable.PatientStudy(seen.Patient, seen.Id)).Text(Names.Study, seen.Id.Value).Done(), cancel);
            foreach (var row in DynamoStudyIndex.RowsOf(seen))
                await table.PutAsync(row, cancel);
            if (await table.PutAsync(StudyItems.Write(seen), Table.Absent, cancel))
                return true;
            if (await GrowAsync(seen, cancel) is not { } grown)
                return false;
            item = grown;
        }
        await RaisePriorityAsync(StudyItems.ReadStudy(item), seen.Priority, cancel);
        return true;
    }

    public async Task<Study?> GetAsync(StudyId id, CancellationToken cancel) =>
        StudyItems.FindStudy(await table.GetAsync(StudiesTable.Study(id), cancel));

    public async Task<(Study? Study, Instance? Instance)> GetWithInstanceAsync(StudyId id, string sopInstanceUid, CancellationToken cancel)
    {
        var (study, instance) = await table.GetPairAsync(StudiesTable.Study(id), StudiesTable.Instance(id, sopInstanceUid), cancel);
        return (StudyItems.FindStudy(study), instance is null ? null : StudyItems.ReadInstance(instance));
    }

    public async Task<bool> NoteReturnAsync(StudyId id, DateTimeOffset dueAt, CancellationToken cancel)
    {
        var key = StudiesTable.Study(id);
        var change = new Change(
            $"SET #{StudiesTable.DueAt} = :due, #{StudiesTable.DueShard} = :shard",
            $"attribute_exists(#{Names.Erasure})",
            new Item { [":due"] = Attribute.Of(dueAt), [":shard"] = Attribute.Of(StudiesTable.ShardOf(key.Pk)) });
        return await table.UpdateAsync(key, change, cancel) is not null;
    }

    public async Task<Instance> PutInstanceAsync(Instance instance, CancellationToken cancel) =>
        await table.PutAsync(StudyItems.Write(instance), Table.Absent, cancel)
            ? instance
            : (await GetInstanceAsync(instance.Study, instance.SopInstanceUid, cancel))!;

    public async Task<Instance?> GetInstanceAsync(StudyId study, string sopInstanceUid, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Instance(study, sopInstanceUid), cancel) is { } item ? StudyItems.ReadInstance(item) : null;

    public async Task<IReadOnlyList<Instance>> ListInstancesAsync(StudyId study, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Study(study).Pk, StudiesTable.InstancePrefix, cancel);
        return items.ConvertAll(StudyItems.ReadInstance);
    }

    public Task<bool> ReplaceAsync(Study study, CancellationToken cancel) =>
        table.PutAsync(StudyItems.Write(study with { Revision = study.Revision + 1 }), StudyItems.Unmoved(study), cancel);

    public async Task<IReadOnlyList<Study>> WorklistAsync(int limit, CancellationToken cancel, WorklistPlace? behind = null)
    {
        var query = Listed(StudiesTable.OpenWorklist);
        if (behind is not null)
            query.ExclusiveStartKey = new Item(Attribute.Of(StudiesTable.Study(behind.Study)))
            {
                [StudiesTable.Worklist] = Attribute.Of(StudiesTable.OpenWorklist),
                [StudiesTable.Rank] = Attribute.Of(behind.Rank),
            };
        return (await table.QueryAsync(query, limit, cancel)).ConvertAll(StudyItems.ReadStudy);
    }

    public async Task<IReadOnlyList<Study>> DoneAsync(DateTimeOffset from, DateTimeOffset now, int limit, CancellationToken cancel)
    {
        var studies = new List<Study>();
        for (var day = now.UtcDateTime.Date; day >= from.UtcDateTime.Date && studies.Count < limit; day = day.AddDays(-1))
        {
            var query = Listed(StudiesTable.DoneOn(new DateTimeOffset(day, TimeSpan.Zero)));
            query.ScanIndexForward = false;
            studies.AddRange((await table.QueryAsync(query, limit - studies.Count, cancel)).Select(StudyItems.ReadStudy));
        }
        return [.. studies.Where(study => study.Times.SignedAt >= from)];
    }

    private static QueryRequest Listed(string worklist) => new()
    {
        IndexName = StudiesTable.WorklistIndex,
        KeyConditionExpression = $"{StudiesTable.Worklist} = :worklist",
        ExpressionAttributeValues = new Item { [":worklist"] = Attribute.Of(worklist) },
    };

    public Task NoteReleasedAsync(StudyId id, DateTimeOffset at, CancellationToken cancel) => table.UpdateAsync(
        StudiesTable.Study(id),
        // The revision goes up, so that no write of what was read before takes the time away again.
        new Change(
            $"SET #{Names.ReleasedAt} = :at ADD #{Names.Revision} :one",
            $"attribute_exists(#{Names.SignedAt}) AND attribute_not_exists(#{Names.ReleasedAt})",
            new Item { [":at"] = Attribute.Of(at), [":one"] = Attribute.Of(1) }),
        cancel);

    public async Task<IReadOnlyList<Study>> LongestWaitingAsync(int urgency, int limit, CancellationToken cancel)
    {
        var query = new QueryRequest
        {
            IndexName = StudiesTable.WorklistIndex,
            KeyConditionExpression = $"{StudiesTable.Worklist} = :open AND begins_with(#{StudiesTable.Rank}, :urgency)",
            ExpressionAttributeNames = new() { ["#" + StudiesTable.Rank] = StudiesTable.Rank },
            ExpressionAttributeValues = new Item { [":open"] = Attribute.Of(StudiesTable.OpenWorklist), [":urgency"] = Attribute.Of(Urgency.SortPrefix(urgency)) },
        };
        return (await table.QueryAsync(query, limit, cancel)).ConvertAll(StudyItems.ReadStudy);
    }

    private async Task RaisePriorityAsync(Study stored, Priority priority, CancellationToken cancel)
    {
        for (var tries = 0; stored.Priority < priority; tries++)
        {
            if (tries == ReplaceTries)
                throw new InvalidOperationException($"Study {stored.Id} changes too fast to raise its priority; try again.");
            if (await ReplaceAsync(stored with { Priority = priority }, cancel))
                return;
            stored = (await GetAsync(stored.Id, cancel))!;
        }
    }

    /// <summary>Null when there is no such study, or it is another patient's.</summary>
    private Task<Item?> GrowAsync(Study seen, CancellationToken cancel)
    {
        var sets = new List<string>();
        var values = new Item { [":arrived"] = Attribute.Of(seen.InstanceCount), [":one"] = Attribute.Of(1), [":patient"] = Attribute.Of(seen.Patient.Value) };
        Set(Names.LastInstanceAt, seen.Times.LastInstanceAt is { } time ? Attribute.Of(time) : null, always: true);
        Set(Names.Simulated, seen.Simulated ? Attribute.Of(true) : null, always: true);
        Set(Names.Modality, seen.Modality is { } modality ? Attribute.Of(modality) : null);
        Set(Names.Scanner, seen.Scanner is { } scanner ? Attribute.Of(scanner) : null);
        Set(Names.BodyPart, seen.BodyPart is { } bodyPart ? Attribute.Of(bodyPart) : null);
        var update = $"ADD #{Names.InstanceCount} :arrived, #{Names.Revision} :one{(sets.Count > 0 ? " SET " : "")}{string.Join(", ", sets)}";
        return table.UpdateAsync(StudiesTable.Study(seen.Id), new Change(update, $"#{Names.Patient} = :patient", values), cancel);

        void Set(string name, AttributeValue? value, bool always = false)
        {
            if (value is null)
                return;
            values[":" + name] = value;
            sets.Add(always ? $"#{name} = :{name}" : $"#{name} = if_not_exists(#{name}, :{name})");
        }
    }
}
