using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;

namespace FirstRead.Aws.Uploads;

/// <inheritdoc cref="IPartRecords"/>
public sealed class DynamoPartRecords(IAmazonDynamoDB client, string tableName) : IPartRecords
{
    private readonly Table table = new(client, tableName);

    public async Task<PartRecord?> GetAsync(UploadId upload, FileId file, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Parts(upload, file), cancel) is { } item ? Read(item) : null;

    public async Task<PartRecord> AddAsync(PartRecord record, CancellationToken cancel)
    {
        while (!await table.PutAsync(Write(record), Table.Absent, cancel))
            if (await GetAsync(record.Upload, record.File, cancel) is { } standing)
                return standing;
        return record;
    }

    public Task SetCompletedAsync(PartRecord record, CancellationToken cancel) => table.PutAsync(Write(record with { Completed = true }), Unmoved(record), cancel);

    public Task RemoveAsync(PartRecord record, CancellationToken cancel) =>
        table.DeleteAsync(StudiesTable.Parts(record.Upload, record.File), Unmoved(record), cancel);

    public async Task<IReadOnlyList<PartRecord>> ListAsync(UploadId upload, CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.Upload(upload).Pk, StudiesTable.PartsPrefix, cancel)).ConvertAll(Read);

    private static Change Unmoved(PartRecord record) =>
        new(null, $"#{Names.Multipart} = :seen", new Item { [":seen"] = DynamoDb.Attribute.Of(record.MultipartId) });

    private static Item Write(PartRecord record) => new ItemWriter(StudiesTable.Parts(record.Upload, record.File))
        .Text(Names.Upload, record.Upload.Value)
        .Text(Names.File, record.File.Value)
        .Text(Names.Multipart, record.MultipartId)
        .Flag(Names.Completed, record.Completed)
        .Done();

    private static PartRecord Read(Item item) =>
        new(UploadId.Parse(item.Text(Names.Upload)), FileId.Parse(item.Text(Names.File)), item.Text(Names.Multipart), item.Flag(Names.Completed));
}
