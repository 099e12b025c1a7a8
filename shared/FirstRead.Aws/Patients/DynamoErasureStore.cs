using System.Text.Json;
using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.Patients;

/// <inheritdoc cref="IErasureStore"/>
public sealed class DynamoErasureStore(IAmazonDynamoDB client, string studiesTable) : IErasureStore
{
    private readonly Table table = new(client, studiesTable);

    public async Task AddAsync(Erasure erasure, CancellationToken cancel) => await table.PutAsync(Write(erasure), Table.Absent, cancel);

    public async Task<Erasure?> GetAsync(ErasureId id, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Erasure(id.Value), cancel) is { } item ? Read(item) : null;

    public async Task<IReadOnlyList<Erasure>> ListAsync(CancellationToken cancel) =>
        [.. (await table.QueryAsync(StudiesTable.ErasurePartition, StudiesTable.ErasurePrefix, cancel)).ConvertAll(Read).OrderByDescending(erasure => erasure.RequestedAt)];

    public async Task<Erasure?> ReplaceAsync(Erasure erasure, CancellationToken cancel)
    {
        var next = erasure with { Revision = erasure.Revision + 1 };
        var unmoved = new Change(null, $"#{Names.Revision} = :revision", new Item { [":revision"] = DynamoDb.Attribute.Of(erasure.Revision) });
        return await table.PutAsync(Write(next), unmoved, cancel) ? next : null;
    }

    public async Task<IReadOnlyList<ErasureId>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        [.. (await DueItems.ListAsync(table, StudiesTable.ErasurePartition, StudiesTable.ErasurePrefix, now, limit, cancel)).Select(item => ErasureId.Parse(item.Text(ItemKey.SkName)[StudiesTable.ErasurePrefix.Length..]))];

    private static Item Write(Erasure erasure)
    {
        var key = StudiesTable.Erasure(erasure.Id.Value);
        return new ItemWriter(key)
            .Text(AccessAttributes.Document, JsonSerializer.Serialize(erasure, ErasureJson.Default.Erasure))
            .Number(Names.Revision, erasure.Revision)
            .Due(key, erasure.DueAt)
            .Done();
    }

    private static Erasure Read(Item item) => JsonSerializer.Deserialize(item.Text(AccessAttributes.Document), ErasureJson.Default.Erasure)!;
}
