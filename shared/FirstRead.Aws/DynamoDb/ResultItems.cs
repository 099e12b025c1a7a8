using System.Text.Json;
using Amazon.DynamoDBv2.DocumentModel;
using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>A result as an item of native maps and lists: what <see cref="AnalysisJson"/> writes, and the keys.</summary>
internal static class ResultItems
{
    /// <param name="unansweredAt">When somebody looks whether an alert record answers it.</param>
    public static Item Write(AnalysisResult result, DateTimeOffset unansweredAt)
    {
        var item = Document.FromJson(JsonSerializer.Serialize(result, AnalysisJson.Default.AnalysisResult)).ToAttributeMap();
        foreach (var (name, value) in Attribute.Of(StudiesTable.Result(result.Study, result.Attempt)))
            item[name] = value;
        (item[StudiesTable.DueAt], item[StudiesTable.DueShard]) = (Attribute.Of(unansweredAt), Attribute.Of(StudiesTable.ShardOf(StudiesTable.Study(result.Study).Pk)));
        return item;
    }

    public static AnalysisResult Read(Item item) =>
        JsonSerializer.Deserialize(Document.FromAttributeMap(item).ToJson(), AnalysisJson.Default.AnalysisResult)!;
}
