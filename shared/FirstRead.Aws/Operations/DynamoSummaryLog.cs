using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Operations.Summaries;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.Operations;

/// <inheritdoc cref="ISummaryLog"/>
public sealed class DynamoSummaryLog(IAmazonDynamoDB client, string studiesTable) : ISummaryLog
{
    private readonly Table table = new(client, studiesTable);

    public async Task<bool> HasAsync(DateOnly day, CancellationToken cancel) => await table.GetAsync(StudiesTable.Summary(day), cancel) is not null;

    public Task NoteAsync(DateOnly day, DateTimeOffset at, CancellationToken cancel) =>
        table.PutAsync(new ItemWriter(StudiesTable.Summary(day)).Time(Names.At, at).Done(), cancel);
}
