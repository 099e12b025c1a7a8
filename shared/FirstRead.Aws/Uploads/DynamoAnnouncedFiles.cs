using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;

namespace FirstRead.Aws.Uploads;

/// <inheritdoc cref="IAnnouncedFiles"/>
public sealed class DynamoAnnouncedFiles(IAmazonDynamoDB client, string tableName) : IAnnouncedFiles
{
    private const int ParallelWrites = 16;
    private readonly Table table = new(client, tableName);

    public Task RememberAsync(Upload upload, IReadOnlyList<UploadFile> files, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancel };
        return Parallel.ForEachAsync(files.DistinctBy(file => file.Sha256), options, async (file, stop) =>
        {
            var item = new ItemWriter(StudiesTable.Announced(AnnouncedFile.KeyOf(upload, file.Sha256)))
                .Text(Names.Upload, file.Upload.Value)
                .Text(Names.File, file.Id.Value)
                .Done();
            await table.PutAsync(item, stop);
        });
    }

    public async Task<IReadOnlyList<UploadFile>> FindAsync(Upload order, IReadOnlyCollection<string> digests, CancellationToken cancel)
    {
        var remembered = await table.GetAllAsync(digests.Select(digest => StudiesTable.Announced(AnnouncedFile.KeyOf(order, digest))), cancel);
        var rows = await table.GetAllAsync(remembered.Select(item => StudiesTable.File(UploadId.Parse(item.Text(Names.Upload)), FileId.Parse(item.Text(Names.File)))), cancel);
        return [.. rows.Select(UploadItems.ReadFile)];
    }
}
