using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Aws.Triage;

/// <inheritdoc cref="IAlertStore"/>
public sealed class DynamoAlertStore(IAmazonDynamoDB client, string studiesTable) : IAlertStore
{
    private readonly Table table = new(client, studiesTable);

    public async Task<Alert> PutAsync(Alert alert, CancellationToken cancel) =>
        await table.PutAsync(Write(alert), Table.Absent, cancel) ? alert : await StandingAsync(alert, cancel);

    public async Task<Alert> MarkSentAsync(Alert sent, CancellationToken cancel)
    {
        var intended = new Change(null, $"#{AccessAttributes.State} = :intended", new Item { [":intended"] = DynamoDb.Attribute.Of(AlertStateNames.Of(AlertState.Intended)) });
        return await table.PutAsync(Write(sent), intended, cancel) ? sent : await StandingAsync(sent, cancel);
    }

    public async Task<Alert?> GetAsync(StudyId study, int attempt, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Alert(study, attempt), cancel) is { } item ? Read(item) : null;

    private async Task<Alert> StandingAsync(Alert alert, CancellationToken cancel) =>
        await GetAsync(alert.Study, alert.Attempt, cancel)
        ?? throw new InvalidOperationException($"The alert of study {alert.Study}, result {alert.Attempt}, was being written; try again.");

    private static Item Write(Alert alert) => new ItemWriter(StudiesTable.Alert(alert.Study, alert.Attempt))
        .Text(AccessAttributes.Study, alert.Study.Value)
        .Number(AccessAttributes.Attempt, alert.Attempt)
        .Text(AccessAttributes.State, AlertStateNames.Of(alert.State))
        .Text(AccessAttributes.Rule, alert.Rule)
        .Time(AccessAttributes.CreatedAt, alert.CreatedAt)
        .Time(AccessAttributes.SentAt, alert.SentAt)
        .Text(AccessAttributes.MessageId, alert.MessageId)
        .Done();

    private static Alert Read(Item item) => new(
        StudyId.Parse(item.Text(AccessAttributes.Study)),
        item.Integer(AccessAttributes.Attempt),
        AlertStateNames.Parse(item.Text(AccessAttributes.State)),
        item.Text(AccessAttributes.Rule),
        item.Time(AccessAttributes.CreatedAt),
        item.OptionalTime(AccessAttributes.SentAt),
        item.OptionalText(AccessAttributes.MessageId));
}
