using System.Globalization;
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

    public async Task<Alert> PutAsync(Alert alert, CancellationToken cancel)
    {
        var item = AlertItems.Write(alert with { Revision = 1 });
        if (await table.PutAsync(item, Table.Absent, cancel))
            return AlertItems.Read(item);
        return await GetAsync(alert.Key, cancel)
            ?? throw new InvalidOperationException($"The alert of study {alert.Study}, result {alert.Attempt}, was being written; try again.");
    }

    public async Task<Alert?> ReplaceAsync(Alert alert, CancellationToken cancel)
    {
        var item = AlertItems.Write(alert with { Revision = alert.Revision + 1 });
        return await table.PutAsync(item, AlertItems.Unmoved(alert), cancel) ? AlertItems.Read(item) : null;
    }

    public async Task<Alert?> GetAsync(AlertKey key, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Alert(key.Study, key.Attempt), cancel) is { } item ? AlertItems.Read(item) : null;

    public async Task<IReadOnlyList<Alert>> ListAsync(StudyId study, CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.Study(study).Pk, StudiesTable.AlertPrefix, cancel)).ConvertAll(AlertItems.Read);

    public Task<IReadOnlyList<AlertKey>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel) => ListAsync(StudiesTable.AlertPrefix, now, limit, cancel);

    public Task<IReadOnlyList<AlertKey>> ListUnansweredAsync(DateTimeOffset now, int limit, CancellationToken cancel) => ListAsync(StudiesTable.ResultPrefix, now, limit, cancel);

    public Task AnswerAsync(AlertKey key, CancellationToken cancel) => table.UpdateAsync(
        StudiesTable.Result(key.Study, key.Attempt),
        new Change($"REMOVE #{StudiesTable.DueAt}, #{StudiesTable.DueShard}", $"attribute_exists(#{StudiesTable.DueAt})", []),
        cancel);

    private async Task<IReadOnlyList<AlertKey>> ListAsync(string skPrefix, DateTimeOffset now, int limit, CancellationToken cancel) =>
        [.. (await DueItems.ListAsync(table, StudiesTable.StudyPrefix, skPrefix, now, limit, cancel)).Select(item => KeyOf(item, skPrefix))];

    /// <summary>From the key: the index need not project anything else.</summary>
    private static AlertKey KeyOf(Item item, string skPrefix) => new(
        StudyId.Parse(item.Text(ItemKey.PkName)[StudiesTable.StudyPrefix.Length..]),
        int.Parse(item.Text(ItemKey.SkName)[skPrefix.Length..], CultureInfo.InvariantCulture));
}
