using Amazon.DynamoDBv2;
using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IResultStore"/>
public sealed class DynamoResultStore(IAmazonDynamoDB client, string tableName) : IResultStore
{
    private readonly Table table = new(client, tableName);

    public async Task<AnalysisResult?> GetAsync(StudyId study, int attempt, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Result(study, attempt), cancel) is { } item ? ResultItems.Read(item) : null;

    public async Task<AnalysisResult?> GetCurrentAsync(StudyId study, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Study(study).Pk, StudiesTable.ResultPrefix, cancel, descending: true, limit: 1);
        return items is [var latest] ? ResultItems.Read(latest) : null;
    }
}
