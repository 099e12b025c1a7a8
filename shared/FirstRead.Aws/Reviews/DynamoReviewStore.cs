using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using Table = FirstRead.Aws.DynamoDb.Table;

namespace FirstRead.Aws.Reviews;

/// <inheritdoc cref="IReviewStore"/>
public sealed class DynamoReviewStore(IAmazonDynamoDB client, string studiesTable) : IReviewStore
{
    private const string Signature = "signature";
    private readonly Table table = new(client, studiesTable);

    public async Task<IReadOnlyList<ReviewRound>> ListAsync(StudyId study, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Study(study).Pk, StudiesTable.ReviewPrefix, cancel);
        return items.ConvertAll(Read);
    }

    public Task<bool> SaveAsync(Study study, ReviewRound round, CancellationToken cancel)
    {
        var unsigned = new Change(null, $"attribute_not_exists(#{Signature})", []);
        var stored = StudyItems.Write(study with { Revision = study.Revision + 1 });
        return table.TransactAsync(
            [
                StudyItems.Unmoved(study).ToPut(table.Name, stored),
                unsigned.ToPut(table.Name, Write(study.Id, round)),
            ],
            cancel);
    }

    private static Item Write(StudyId study, ReviewRound round)
    {
        var item = Document.FromJson(JsonSerializer.Serialize(round, ReviewJson.Default.ReviewRound)).ToAttributeMap();
        foreach (var (name, value) in DynamoDb.Attribute.Of(StudiesTable.Review(study, round.Number)))
            item[name] = value;
        return item;
    }

    private static ReviewRound Read(Item item) =>
        JsonSerializer.Deserialize(Document.FromAttributeMap(item).ToJson(), ReviewJson.Default.ReviewRound)!;
}
