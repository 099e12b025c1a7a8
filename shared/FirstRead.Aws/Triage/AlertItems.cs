using System.Text.Json;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Aws.Triage;

/// <summary>Alerts as items. Records from before escalation have neither revision nor due time.</summary>
internal static class AlertItems
{
    public static Item Write(Alert alert)
    {
        var key = StudiesTable.Alert(alert.Study, alert.Attempt);
        return new ItemWriter(key)
            .Text(AccessAttributes.Study, alert.Study.Value)
            .Number(AccessAttributes.Attempt, alert.Attempt)
            .Text(AccessAttributes.State, AlertStateNames.Of(alert.State))
            .Text(AccessAttributes.Rule, alert.Rule)
            .Time(AccessAttributes.CreatedAt, alert.CreatedAt)
            .Time(AccessAttributes.SentAt, alert.SentAt)
            .Text(AccessAttributes.MessageId, alert.MessageId)
            .Text(AccessAttributes.Risk, alert.Risk is { } risk ? StoredNames.Of(risk) : null)
            .Number(AccessAttributes.Pictures, alert.Pictures)
            .Number(AccessAttributes.Claim, alert.Claim)
            .Text(AccessAttributes.Steps, alert.Steps.Count > 0 ? JsonSerializer.Serialize(alert.Steps, AlertJson.Default.IReadOnlyListAlertStep) : null)
            .Number(AccessAttributes.Messages, alert.Messages)
            .Text(AccessAttributes.Assigned, alert.Assigned)
            .Time(AccessAttributes.SnoozedUntil, alert.SnoozedUntil)
            .Number(AccessAttributes.SnoozedMinutes, alert.SnoozedMinutes)
            .Text(AccessAttributes.Problem, alert.Problem)
            .Text(AccessAttributes.Ended, alert.Ended)
            .Number(AccessAttributes.Revision, alert.Revision)
            .Due(key, alert.DueAt)
            .Done();
    }

    /// <summary>Only if nothing was written since the alert was read.</summary>
    public static Change Unmoved(Alert alert) => alert.Revision == 0
        ? new Change(null, $"attribute_exists(#{ItemKey.PkName}) AND attribute_not_exists(#{AccessAttributes.Revision})", [])
        : new Change(null, $"#{AccessAttributes.Revision} = :revision", new Item { [":revision"] = DynamoDb.Attribute.Of(alert.Revision) });

    public static Alert Read(Item item) => new(
        StudyId.Parse(item.Text(AccessAttributes.Study)),
        item.Integer(AccessAttributes.Attempt),
        AlertStateNames.Parse(item.Text(AccessAttributes.State)),
        item.Text(AccessAttributes.Rule),
        item.Time(AccessAttributes.CreatedAt),
        item.OptionalTime(AccessAttributes.SentAt),
        item.OptionalText(AccessAttributes.MessageId))
    {
        Risk = item.OptionalText(AccessAttributes.Risk) is { } risk ? StoredNames.Parse<Risk>(risk) : null,
        Pictures = item.OptionalInteger(AccessAttributes.Pictures),
        DueAt = item.OptionalTime(StudiesTable.DueAt),
        Claim = item.OptionalInteger(AccessAttributes.Claim),
        Steps = item.OptionalText(AccessAttributes.Steps) is { } steps ? JsonSerializer.Deserialize(steps, AlertJson.Default.IReadOnlyListAlertStep)! : [],
        Messages = item.OptionalInteger(AccessAttributes.Messages) ?? 0,
        Assigned = item.OptionalText(AccessAttributes.Assigned),
        SnoozedUntil = item.OptionalTime(AccessAttributes.SnoozedUntil),
        SnoozedMinutes = item.OptionalInteger(AccessAttributes.SnoozedMinutes) ?? 0,
        Problem = item.OptionalText(AccessAttributes.Problem),
        Ended = item.OptionalText(AccessAttributes.Ended),
        Revision = item.OptionalInteger(AccessAttributes.Revision) ?? 0,
    };
}
