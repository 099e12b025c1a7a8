using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IHoldStore"/>
public sealed class DynamoHoldStore(IAmazonDynamoDB client, string tableName) : IHoldStore
{
    private static readonly string Decided = $"attribute_exists(#{Names.Verdict})";
    private readonly Table table = new(client, tableName);

    public async Task AddAsync(HeldFile held, CancellationToken cancel)
    {
        // Nothing else leads from the patient to it: it may never become part of a study.
        if (held.Patient is { } patient)
            await table.PutAsync(new ItemWriter(StudiesTable.PatientFile(patient, held.Upload, held.File)).Text(Names.Upload, held.Upload.Value).Text(Names.File, held.File.Value).Done(), cancel);
        await table.PutAsync(HoldItems.Write(held), Table.Absent, cancel);
    }

    public async Task<HeldFile?> GetAsync(UploadId upload, FileId file, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Hold(upload, file), cancel) is { } item ? HoldItems.Read(item) : null;

    public async Task<IReadOnlyList<HeldFile>> ListAsync(int limit, CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.HoldPartition, StudiesTable.HoldPrefix, cancel, limit: limit)).ConvertAll(HoldItems.Read);

    public async Task<IReadOnlyList<HeldFile>> ListAsync(UploadId upload, CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.HoldPartition, StudiesTable.HoldsOf(upload), cancel)).ConvertAll(HoldItems.Read);

    public Task<bool> DecideAsync(HeldFile held, HoldDecision decision, CancellationToken cancel) => table.PutAsync(
        HoldItems.Write(held with { Decision = decision }),
        // The very hold that the person saw: one that was opened again since asks something else.
        new Change(null, $"#{Names.HeldAt} = :seen AND NOT {Decided}", new Item { [":seen"] = Attribute.Of(held.HeldAt) }),
        cancel);

    public async Task<IReadOnlyList<HeldFile>> ListStandingAsync(DateTimeOffset untouchedSince, DateTimeOffset takenAfter, CancellationToken cancel)
    {
        var query = new QueryRequest
        {
            ConsistentRead = true,
            KeyConditionExpression = $"{ItemKey.PkName} = :holds",
            FilterExpression = $"{Names.DecidedAt} BETWEEN :after AND :since AND (attribute_not_exists({Names.ResumedAt}) OR {Names.ResumedAt} <= :since)",
            ExpressionAttributeValues = new Item
            {
                [":holds"] = Attribute.Of(StudiesTable.HoldPartition),
                [":after"] = Attribute.Of(takenAfter),
                [":since"] = Attribute.Of(untouchedSince),
            },
        };
        return (await table.QueryAsync(query, int.MaxValue, cancel)).ConvertAll(HoldItems.Read);
    }

    public async Task<bool> NoteResumedAsync(HeldFile standing, DateTimeOffset now, CancellationToken cancel) => await table.UpdateAsync(
        StudiesTable.Hold(standing.Upload, standing.File),
        new Change(
            $"SET #{Names.ResumedAt} = :now",
            $"#{Names.DecidedAt} = :decided AND (attribute_not_exists(#{Names.ResumedAt}) OR #{Names.ResumedAt} < :now)",
            new Item { [":now"] = Attribute.Of(now), [":decided"] = Attribute.Of(standing.Decision!.At) }),
        cancel) is not null;

    public Task ReopenAsync(HeldFile held, CancellationToken cancel) => table.PutAsync(HoldItems.Write(held), new Change(null, Decided, []), cancel);

    public Task RemoveAsync(UploadId upload, FileId file, CancellationToken cancel) => table.DeleteAsync(StudiesTable.Hold(upload, file), new Change(null, Decided, []), cancel);
}
