using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IUploadStore"/>
public sealed class DynamoUploadStore(IAmazonDynamoDB client, string tableName) : IUploadStore
{
    private const int ParallelWrites = 16;
    private readonly Table table = new(client, tableName);

    public async Task CreateAsync(Upload upload, IReadOnlyList<UploadFile> files, CancellationToken cancel)
    {
        // Puts, not batches: BatchWriteItem knows no condition, and a repeat must not set a settled file back to pending.
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancel };
        await Parallel.ForEachAsync(files, options, async (file, stop) => await table.PutAsync(UploadItems.Write(file), Table.Absent, stop));
        await table.PutAsync(UploadItems.Write(upload), Table.Absent, cancel);
    }

    public async Task<Upload?> GetAsync(UploadId id, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Upload(id), cancel) is { } item ? UploadItems.ReadUpload(item) : null;

    public async Task<UploadFile?> GetFileAsync(UploadId upload, FileId file, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.File(upload, file), cancel) is { } item ? UploadItems.ReadFile(item) : null;

    public async Task<(Upload? Upload, UploadFile? File)> GetWithFileAsync(UploadId upload, FileId file, CancellationToken cancel)
    {
        var (first, second) = await table.GetPairAsync(StudiesTable.Upload(upload), StudiesTable.File(upload, file), cancel);
        return (first is null ? null : UploadItems.ReadUpload(first), second is null ? null : UploadItems.ReadFile(second));
    }

    public async Task<IReadOnlyList<UploadFile>> ListFilesAsync(UploadId upload, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Upload(upload).Pk, StudiesTable.FilePrefix, cancel);
        return items.ConvertAll(UploadItems.ReadFile);
    }

    public async Task<IReadOnlyList<Upload>> ListAsync(ClinicId clinic, int limit, UploadPlace? behind, CancellationToken cancel)
    {
        var query = new QueryRequest
        {
            IndexName = StudiesTable.ClinicUploadsIndex,
            ScanIndexForward = false,
            KeyConditionExpression = $"{StudiesTable.ClinicUploads} = :clinic",
            ExpressionAttributeValues = new Item { [":clinic"] = Attribute.Of(clinic.Value) },
        };
        if (behind is { } last)
            query.ExclusiveStartKey = new Item(Attribute.Of(StudiesTable.Upload(last.Id)))
            {
                [StudiesTable.ClinicUploads] = Attribute.Of(clinic.Value),
                [StudiesTable.CreatedAt] = Attribute.Of(last.CreatedAt),
            };
        return (await table.QueryAsync(query, limit, cancel)).ConvertAll(UploadItems.ReadUpload);
    }

    public Task<bool> SettleAsync(UploadFile settled, CancellationToken cancel) => table.PutAsync(
        UploadItems.Write(settled),
        new Change(null, $"#{Names.State} IN (:pending, :expired)", new Item
        {
            [":pending"] = Attribute.Of(StoredNames.Of(FileState.Pending)),
            [":expired"] = Attribute.Of(StoredNames.Of(FileState.Expired)),
        }),
        cancel);

    public Task<bool> SettleHeldAsync(UploadFile settled, CancellationToken cancel) => table.PutAsync(
        UploadItems.Write(settled),
        new Change(null, $"#{Names.State} = :held", new Item { [":held"] = Attribute.Of(StoredNames.Of(FileState.Held)) }),
        cancel);

    public async Task<Upload> CountSettledAsync(UploadId upload, DateTimeOffset dueAt, CancellationToken cancel)
    {
        var key = StudiesTable.Upload(upload);
        var change = new Change(
            $"ADD #{Names.Settled} :one SET #{StudiesTable.DueAt} = :due, #{StudiesTable.DueShard} = :shard",
            $"attribute_exists(#{ItemKey.PkName})",
            new Item { [":one"] = Attribute.Of(1), [":due"] = Attribute.Of(dueAt), [":shard"] = Attribute.Of(StudiesTable.ShardOf(key.Pk)) });
        return await table.UpdateAsync(key, change, cancel) is { } item
            ? UploadItems.ReadUpload(item)
            : throw new InvalidDataException($"Upload {upload} has files and no record of its own.");
    }

    public async Task LinkAsync(UploadId upload, StudyId study, CancellationToken cancel)
    {
        await table.PutAsync(new ItemWriter(StudiesTable.StudyUpload(study, upload)).Text(Names.Upload, upload.Value).Done(), cancel);
        await table.PutAsync(new ItemWriter(StudiesTable.UploadStudy(upload, study)).Text(Names.Study, study.Value).Done(), cancel);
    }

    public async Task<IReadOnlyList<StudyId>> ListStudiesAsync(UploadId upload, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Upload(upload).Pk, StudiesTable.StudyPrefix, cancel);
        return items.ConvertAll(item => StudyId.Parse(item.Text(Names.Study)));
    }

    public async Task<IReadOnlyList<UploadId>> ListUploadsAsync(StudyId study, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Study(study).Pk, StudiesTable.UploadPrefix, cancel);
        return items.ConvertAll(item => UploadId.Parse(item.Text(Names.Upload)));
    }

    public Task CloseAsync(UploadId upload, CancellationToken cancel) => table.UpdateAsync(
        StudiesTable.Upload(upload),
        new Change($"SET #{Names.Open} = :no", $"#{Names.Open} = :yes", new Item { [":yes"] = Attribute.Of(true), [":no"] = Attribute.Of(false) }),
        cancel);

    public Task TallyAsync(Upload upload, FileTally tally, CancellationToken cancel) => table.UpdateAsync(
        StudiesTable.Upload(upload.Id),
        new Change($"SET #{Names.Tally} = :tally", $"#{Names.Settled} = :settled", new Item
        {
            [":tally"] = Attribute.Of(UploadItems.Of(tally)),
            [":settled"] = Attribute.Of(upload.Settled),
        }),
        cancel);

    public Task ScheduleAsync(Upload upload, DateTimeOffset? dueAt, CancellationToken cancel)
    {
        var key = StudiesTable.Upload(upload.Id);
        var values = new Item { [":settled"] = Attribute.Of(upload.Settled) };
        var update = $"REMOVE #{StudiesTable.DueAt}, #{StudiesTable.DueShard}";
        if (dueAt is { } due)
        {
            (values[":due"], values[":shard"]) = (Attribute.Of(due), Attribute.Of(StudiesTable.ShardOf(key.Pk)));
            update = $"SET #{StudiesTable.DueAt} = :due, #{StudiesTable.DueShard} = :shard";
        }
        return table.UpdateAsync(key, new Change(update, $"#{Names.Settled} = :settled", values), cancel);
    }

    public async Task<IReadOnlyList<UploadId>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        [.. (await DueItems.ListAsync(table, StudiesTable.UploadPrefix, StudiesTable.Meta, now, limit, cancel)).Select(IdOf)];

    /// <summary>From the key: the index need not project anything else.</summary>
    private static UploadId IdOf(Item item) => UploadId.Parse(item.Text(ItemKey.PkName)[StudiesTable.UploadPrefix.Length..]);
}
