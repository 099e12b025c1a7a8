using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IStudyIndex"/>
/// <remarks>
/// By rows of their own, which a study's first sight writes before the study: no index is written again with each slice. A row may lead
/// to a study that never came to stand, or be one of several that the first slices of a study wrote at the same time: the study's own
/// row says which counts.
/// </remarks>
public sealed class DynamoStudyIndex(IAmazonDynamoDB client, string tableName, TimeProvider clock) : IStudyIndex
{
    /// <summary>No study is older.</summary>
    private const int FirstYear = 2026;
    private const int Page = 50;

    private static readonly TimeSpan LongestFirstSight = TimeSpan.FromMinutes(15);

    private readonly Table table = new(client, tableName);

    public async Task<Study?> FindAsync(string studyInstanceUid, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.StudyOfUid(studyInstanceUid), cancel) is { } row ? await StudyOfAsync(row, cancel) : null;

    public async IAsyncEnumerable<Study> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var year = clock.GetUtcNow().Year; year >= FirstYear; year--)
        {
            string? last = null;
            List<Item> rows;
            do
            {
                rows = await table.QueryAsync(Before(StudiesTable.ReceivedPartition(year), last), Page, cancel);
                var studies = await Task.WhenAll(rows.Select(row => StudyOfAsync(row, cancel)));
                foreach (var (row, study) in rows.Zip(studies))
                {
                    last = row[ItemKey.SkName].S;
                    if (study is not null && StudiesTable.Received(study).Sk == last)
                        yield return study;
                }
            }
            while (rows.Count == Page);
        }
    }

    /// <summary>The rows of a study that is seen for the first time; a test study is in no list.</summary>
    internal static IEnumerable<Item> RowsOf(Study study) =>
        new[] { StudiesTable.StudyOfUid(study.StudyInstanceUid), StudiesTable.Received(study) }
            .Take(study.Id.Clinic.IsSynthetic ? 1 : 2)
            .Select(key => new ItemWriter(key).Text(Names.Study, study.Id.Value).Done());

    private async Task<Study?> StudyOfAsync(Item row, CancellationToken cancel) =>
        StudyItems.FindStudy(await table.GetAsync(StudiesTable.Study(StudyId.Parse(row.Text(Names.Study))), cancel));

    /// <summary>
    /// Keys of all rows that lead to this study; beside its own those that other first slices wrote at the same time, which is as long
    /// as one may be worked on.
    /// </summary>
    internal static async Task<IReadOnlyList<ItemKey>> KeysOfAsync(Table table, Study study, CancellationToken cancel)
    {
        var received = study.Times.ReceivedAt;
        var query = new QueryRequest
        {
            ConsistentRead = true,
            KeyConditionExpression = $"{ItemKey.PkName} = :pk AND {ItemKey.SkName} BETWEEN :from AND :to",
            FilterExpression = $"{Names.Study} = :study",
            ExpressionAttributeValues = new Item
            {
                [":pk"] = Attribute.Of(StudiesTable.Received(study).Pk),
                [":from"] = Attribute.Of(StoredTime.Of(received - LongestFirstSight)),
                [":to"] = Attribute.Of(StoredTime.Of(received + LongestFirstSight)),
                [":study"] = Attribute.Of(study.Id.Value),
            },
        };
        var listed = await table.QueryAsync(query, int.MaxValue, cancel);
        return [StudiesTable.StudyOfUid(study.StudyInstanceUid), .. listed.Select(row => new ItemKey(row.Text(ItemKey.PkName), row.Text(ItemKey.SkName)))];
    }

    private static QueryRequest Before(string partition, string? last)
    {
        var query = new QueryRequest
        {
            ConsistentRead = true,
            ScanIndexForward = false,
            KeyConditionExpression = $"{ItemKey.PkName} = :pk",
            ExpressionAttributeValues = new Item { [":pk"] = Attribute.Of(partition) },
        };
        if (last is not null)
        {
            query.KeyConditionExpression += $" AND {ItemKey.SkName} < :last";
            query.ExpressionAttributeValues[":last"] = Attribute.Of(last);
        }
        return query;
    }
}
