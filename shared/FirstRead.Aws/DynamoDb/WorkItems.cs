using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <summary>Work and slots as items.</summary>
internal static class WorkItems
{
    /// <summary>Only while this very claim holds the work.</summary>
    public static Change Held(string owner, int attempt, string? update = null) => new(
        update,
        $"#{Names.Owner} = :owner AND #{Names.Attempt} = :attempt",
        new Item { [":owner"] = Attribute.Of(owner), [":attempt"] = Attribute.Of(attempt) });

    public static WorkItem ReadWork(Item item) => new(
        StudyId.Parse(item.Text(Names.Study)),
        StoredNames.Parse<Priority>(item.Text(Names.Priority)),
        item.Time(Names.EnqueuedAt),
        item.Integer(Names.Launches),
        item.OptionalTime(Names.LaunchedAt),
        item.OptionalText(Names.Owner),
        item.OptionalInteger(Names.Attempt) ?? 0,
        item.OptionalInteger(Names.Deaths) ?? 0,
        ReadPulse(item),
        item.OptionalInteger(Names.QueuedInstances) ?? 0,
        item.OptionalTime(Names.TakenAt));

    /// <summary>Only while the slot is this claim's.</summary>
    public static Change Held(Slot slot, string update) => new(
        update,
        $"#{Names.Generation} = :generation AND attribute_exists(#{Names.Study})",
        new Item { [":generation"] = Attribute.Of(slot.Generation) });

    public static Slot ReadSlot(Item item) => new(
        item.Integer(Names.Slot),
        item.Number(Names.Generation),
        StudyId.Parse(item.Text(Names.Study)),
        item.OptionalText(Names.TaskArn),
        ReadPulse(item),
        item.OptionalTime(Names.ClaimedAt) ?? default);

    public static Pulse ReadPulse(Item item) => new(
        item.OptionalNumber(Names.Beats) ?? 0,
        item.OptionalNumber(Names.Seen) ?? 0,
        item.OptionalInteger(Names.Looks) ?? 0);

    /// <summary>Stores a look, unless a beat came since.</summary>
    public static Change Looked(this Change held, Pulse pulse) => new(
        $"SET #{Names.Seen} = :seen, #{Names.Looks} = :looks",
        $"{held.Condition} AND #{Names.Beats} = :seen",
        new Item(held.Values) { [":seen"] = Attribute.Of(pulse.Seen), [":looks"] = Attribute.Of(pulse.Looks) });
}
