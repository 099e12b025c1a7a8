using Amazon.DynamoDBv2;
using FirstRead.Core.Launching;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="ISlotStore"/>
/// <param name="maxTasks">How many slots there are.</param>
public sealed class DynamoSlotStore(IAmazonDynamoDB client, string tableName, int maxTasks, TimeProvider time) : ISlotStore
{
    private readonly Table table = new(client, tableName);

    public async Task<Slot?> ClaimAsync(StudyId study, CancellationToken cancel)
    {
        var taken = (await ListAsync(cancel)).Select(slot => slot.Number).ToHashSet();
        foreach (var number in Enumerable.Range(0, maxTasks).Where(number => !taken.Contains(number)))
        {
            var change = new Change(
                $"SET #{Names.Study} = :study, #{Names.Slot} = :slot, #{Names.Beats} = :zero, #{Names.Looks} = :zero, #{Names.Seen} = :zero, #{Names.ClaimedAt} = :now ADD #{Names.Generation} :one",
                $"attribute_not_exists(#{Names.Study})",
                new Item
                {
                    [":study"] = Attribute.Of(study.Value),
                    [":slot"] = Attribute.Of(number),
                    [":zero"] = Attribute.Of(0),
                    [":one"] = Attribute.Of(1),
                    [":now"] = Attribute.Of(time.GetUtcNow()),
                });
            if (await table.UpdateAsync(StudiesTable.Slot(number), change, cancel) is { } item)
                return WorkItems.ReadSlot(item);
        }
        return null;
    }

    public Task SetTaskAsync(Slot slot, string taskArn, CancellationToken cancel)
    {
        var change = WorkItems.Held(slot, $"SET #{Names.TaskArn} = :task");
        change.Values[":task"] = Attribute.Of(taskArn);
        return table.UpdateAsync(StudiesTable.Slot(slot.Number), change, cancel);
    }

    public async Task<IReadOnlyList<Slot>> ListAsync(CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.SlotPartition, StudiesTable.SlotPrefix, cancel);
        return [.. items.Where(item => item.ContainsKey(Names.Study)).Select(WorkItems.ReadSlot)];
    }

    public async Task<bool> BeatAsync(Slot slot, CancellationToken cancel)
    {
        var change = WorkItems.Held(slot, $"ADD #{Names.Beats} :one");
        change.Values[":one"] = Attribute.Of(1);
        return await table.UpdateAsync(StudiesTable.Slot(slot.Number), change, cancel) is not null;
    }

    public Task NoteAsync(Slot seen, CancellationToken cancel) =>
        table.UpdateAsync(StudiesTable.Slot(seen.Number), WorkItems.Held(seen, "").Looked(seen.Pulse), cancel);

    public async Task FreeAsync(Slot slot, CancellationToken cancel)
    {
        if (await table.GetAsync(StudiesTable.Slot(slot.Number), cancel) is not { } item || !item.ContainsKey(Names.Study) || item.Number(Names.Generation) != slot.Generation)
            return;
        foreach (var (day, taken) in TaskDays.Of(WorkItems.ReadSlot(item).ClaimedAt, time.GetUtcNow()))
        {
            var add = new Change($"ADD #{Names.Seconds} :seconds", null, new Item { [":seconds"] = Attribute.Of((long)Math.Ceiling(taken.TotalSeconds)) });
            await table.UpdateAsync(StudiesTable.TaskTime(day), add, cancel);
        }
        await table.UpdateAsync(StudiesTable.Slot(slot.Number), WorkItems.Held(slot, $"REMOVE #{Names.Study}, #{Names.TaskArn}, #{Names.ClaimedAt}"), cancel);
    }

    public async Task<TimeSpan> FreedTimeAsync(DateOnly day, CancellationToken cancel) =>
        TimeSpan.FromSeconds((await table.GetAsync(StudiesTable.TaskTime(day), cancel))?.OptionalNumber(Names.Seconds) ?? 0);
}
