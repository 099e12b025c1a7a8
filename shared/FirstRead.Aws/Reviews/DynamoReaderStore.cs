using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Reviews;

/// <inheritdoc cref="IReaderStore"/>
public sealed class DynamoReaderStore(IAmazonDynamoDB client, string studiesTable) : IReaderStore
{
    private readonly Table table = new(client, studiesTable);

    public Task PutAsync(Reader reader, CancellationToken cancel) => table.PutAsync(
        new ItemWriter(StudiesTable.Reader(reader.Subject))
            .Text(StudiesAttributes.Study, reader.Study.Value)
            .Text(StudiesAttributes.Subject, reader.Subject)
            .Text(StudiesAttributes.Name, reader.Name)
            .Time(StudiesAttributes.Until, reader.Until)
            .Done(),
        cancel);

    public async Task<IReadOnlyList<Reader>> ListAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.ReaderPartition, StudiesTable.ReaderPrefix, cancel);
        return [.. items.Select(Read).Where(reader => reader.Until > now)];
    }

    public async Task<string?> GetOpenedAsync(StudyId study, string subject, CancellationToken cancel) =>
        (await table.GetAsync(StudiesTable.Opened(study, subject), cancel))?.Text(StudiesAttributes.Opened);

    public Task PutOpenedAsync(StudyId study, string subject, string what, CancellationToken cancel) =>
        table.PutAsync(new ItemWriter(StudiesTable.Opened(study, subject)).Text(StudiesAttributes.Opened, what).Done(), cancel);

    private static Reader Read(Item item) => new(
        StudyId.Parse(item.Text(StudiesAttributes.Study)),
        item.Text(StudiesAttributes.Subject),
        item.Text(StudiesAttributes.Name),
        item.Time(StudiesAttributes.Until));
}
