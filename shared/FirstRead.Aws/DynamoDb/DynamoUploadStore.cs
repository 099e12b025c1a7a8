using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Lifecycle;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IUploadStore"/>
public sealed class DynamoUploadStore(IAmazonDynamoDB client, string tableName) : IUploadStore
{
    private const int ParallelWrites = 16;
    private readonly Table table = new(client, tableName);

    public async Task CreateAsync(Upload upload, IReadOnlyList<UploadFile> files, CancellationToken cancel)
    {
        await AddFilesAsync(files, cancel);
        await table.PutAsync(UploadItems.Write(upload), Table.Absent, cancel);
    }

    public async Task AddFilesAsync(IReadOnlyList<UploadFile> files, CancellationToken cancel)
    {
        // Puts, not batches: BatchWriteItem knows no condition, and a repeat must not set a settled file back to pending.
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancel };
        await Parallel.ForEachAsync(files, options, async (file, stop) => await table.PutAsync(UploadItems.Write(file), Table.Absent, stop));
    }

    public async Task<Upload?> GrowAsync(UploadId upload, int files, DateTimeOffset dueAt, CancellationToken cancel)
    {
        var change = Due(upload, dueAt, $"ADD #{Names.FileCount} :files SET", UploadLifecycle.Add);
        change.Values[":files"] = Attribute.Of(files);
        return await table.UpdateAsync(StudiesTable.Upload(upload), change, cancel) is { } item ? UploadItems.ReadUpload(item) : null;
    }

    public async Task<bool> CountExpandedAsync(UploadId upload, FileId archive, int files, int most, CancellationToken cancel)
    {
        var change = new Change(
            $"ADD #{Names.FileCount} :files, #{Names.Expanded} :archives",
            $"#{Names.FileCount} <= :room AND NOT contains(#{Names.Expanded}, :archive)",
            new Item
            {
                [":files"] = Attribute.Of(files),
                [":room"] = Attribute.Of(most - files),
                [":archives"] = new() { SS = [archive.Value] },
                [":archive"] = Attribute.Of(archive.Value),
            });
        return await table.UpdateAsync(StudiesTable.Upload(upload), change, cancel) is not null
            || (await table.GetAsync(StudiesTable.Upload(upload), cancel))?.GetValueOrDefault(Names.Expanded)?.SS?.Contains(archive.Value) == true;
    }

    public async Task<bool> SealAsync(UploadId upload, DateTimeOffset dueAt, CancellationToken cancel)
    {
        var change = Due(upload, dueAt, $"SET #{Names.Growing} = :no,", UploadLifecycle.Seal);
        change.Values[":no"] = Attribute.Of(false);
        return await table.UpdateAsync(StudiesTable.Upload(upload), change, cancel) is not null;
    }

    public Task WaitForMoreAsync(Upload upload, DateTimeOffset dueAt, CancellationToken cancel)
    {
        var change = Due(upload.Id, dueAt, "SET", UploadLifecycle.Add);
        change.Values[":settled"] = Attribute.Of(upload.Settled);
        return table.UpdateAsync(StudiesTable.Upload(upload.Id), change with { Condition = $"{change.Condition} AND #{Names.Settled} = :settled" }, cancel);
    }

    public async Task<bool> CancelAsync(UploadId upload, DateTimeOffset now, CancellationToken cancel)
    {
        var change = Due(upload, now, $"SET #{Names.Cancelled} = :yes,", UploadLifecycle.Cancel);
        return await table.UpdateAsync(StudiesTable.Upload(upload), change, cancel) is not null;
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

    public Task<bool> SettleAsync(UploadFile settled, CancellationToken cancel) =>
        PutAsync(settled, settled.State == FileState.Expired ? FileLifecycle.GiveUp : FileLifecycle.Settle, cancel);

    public Task<bool> SettleHeldAsync(UploadFile settled, CancellationToken cancel) => PutAsync(settled, FileLifecycle.Decide, cancel);

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
        new Change($"SET #{Names.Open} = :no", UploadItems.WhereStateIs(UploadLifecycle.Machine.From(UploadLifecycle.Close)), new Item { [":yes"] = Attribute.Of(true), [":no"] = Attribute.Of(false) }),
        cancel);

    public Task CountLooksAsync(UploadId upload, int looks, CancellationToken cancel) => table.UpdateAsync(
        StudiesTable.Upload(upload),
        new Change($"SET #{Names.Looks} = :looks", $"attribute_exists(#{ItemKey.PkName})", new Item { [":looks"] = Attribute.Of(looks) }),
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

    /// <param name="update">What comes before the two attributes that make it due, its verb included.</param>
    /// <param name="act">Of <see cref="UploadLifecycle"/>: the write happens from the states that it leads from, and no other.</param>
    private static Change Due(UploadId upload, DateTimeOffset dueAt, string update, string act) => new(
        $"{update} #{StudiesTable.DueAt} = :due, #{StudiesTable.DueShard} = :shard",
        UploadItems.WhereStateIs(UploadLifecycle.Machine.From(act)),
        new Item { [":due"] = Attribute.Of(dueAt), [":shard"] = Attribute.Of(StudiesTable.ShardOf(StudiesTable.Upload(upload).Pk)), [":yes"] = Attribute.Of(true) });

    /// <summary>The put happens from the states that the act leads from to the file's new one, and no other.</summary>
    private Task<bool> PutAsync(UploadFile file, string act, CancellationToken cancel)
    {
        var from = FileLifecycle.Machine.From(act, file.State);
        if (from.Count == 0)
            throw new IllegalMoveException($"No file becomes {StoredNames.Of(file.State)} by '{act}' (docs/lifecycle.md).");
        var names = from.Select((state, index) => (Name: $":from{index}", State: state)).ToList();
        var values = names.ToDictionary(name => name.Name, name => Attribute.Of(StoredNames.Of(name.State)));
        return table.PutAsync(UploadItems.Write(file), new Change(null, $"#{Names.State} IN ({string.Join(", ", names.Select(name => name.Name))})", new Item(values)), cancel);
    }

    /// <summary>From the key: the index need not project anything else.</summary>
    private static UploadId IdOf(Item item) => UploadId.Parse(item.Text(ItemKey.PkName)[StudiesTable.UploadPrefix.Length..]);
}
