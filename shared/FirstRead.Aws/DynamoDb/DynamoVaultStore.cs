using Amazon.DynamoDBv2;
using FirstRead.Core.Identity;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IVaultStore"/>
public sealed class DynamoVaultStore(IAmazonDynamoDB client, string tableName) : IVaultStore
{
    private readonly Table table = new(client, tableName);

    public async Task<PatientIndex?> GetIndexAsync(ItemKey key, CancellationToken cancel) =>
        await table.GetAsync(key, cancel) is { } item ? Read(key, item) : null;

    public Task<bool> TryCreateIndexAsync(IReadOnlyList<PatientIndex> rows, CancellationToken cancel) =>
        table.TransactAsync([.. rows.SelectMany(row => new[] { Table.Absent.ToPut(table.Name, Write(row)), Pointer(row) })], cancel);

    public Task<bool> TryReplaceIndexAsync(PatientIndex row, CancellationToken cancel) => table.PutAsync(
        Write(row with { Revision = row.Revision + 1 }),
        new Change(null, $"#{VaultAttributes.Revision} = :revision", new Item { [":revision"] = Attribute.Of(row.Revision) }),
        cancel);

    public Task<bool> TryPutSealedAsync(SealedItem item, CancellationToken cancel) =>
        table.PutAsync(new ItemWriter(item.Key).Binary(VaultAttributes.Sealed, item.Content).Done(), Table.Absent, cancel);

    public async Task<SealedItem?> GetSealedAsync(ItemKey key, CancellationToken cancel) =>
        await table.GetAsync(key, cancel) is { } item ? new SealedItem(key, item.Binary(VaultAttributes.Sealed)) : null;

    /// <summary>Without it, who must forget a patient could not find the rows that their IDs lead from.</summary>
    private Amazon.DynamoDBv2.Model.TransactWriteItem Pointer(PatientIndex row) => new Change(null, null, [])
        .ToPut(table.Name, new ItemWriter(VaultTable.IndexPointer(PatientToken.Parse(row.Token), row.Key)).Done());

    private static Item Write(PatientIndex row) => new ItemWriter(row.Key)
        .Text(VaultAttributes.Token, row.Token)
        .Number(VaultAttributes.DateShiftDays, row.DateShiftDays)
        .Text(VaultAttributes.BirthDate, row.BirthDate)
        .Text(VaultAttributes.Sex, row.Sex)
        .Text(VaultAttributes.Name, row.Name)
        .Number(VaultAttributes.Revision, row.Revision)
        .Done();

    private static PatientIndex Read(ItemKey key, Item item) => new(
        key,
        item.Text(VaultAttributes.Token),
        item.Integer(VaultAttributes.DateShiftDays),
        item.OptionalText(VaultAttributes.BirthDate),
        item.OptionalText(VaultAttributes.Sex),
        item.OptionalText(VaultAttributes.Name),
        item.Integer(VaultAttributes.Revision));
}
