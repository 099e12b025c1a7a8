using System.Text.Json;
using Amazon.DynamoDBv2.DocumentModel;
using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>A result as an item of native maps and lists: what <see cref="AnalysisJson"/> writes, and the keys.</summary>
internal static class ResultItems
{
    public static Item Write(AnalysisResult result)
    {
        var item = Document.FromJson(JsonSerializer.Serialize(result, AnalysisJson.Default.AnalysisResult)).ToAttributeMap();
        foreach (var (name, value) in Attribute.Of(StudiesTable.Result(result.Study, result.Attempt)))
            item[name] = value;
        return item;
    }

    public static AnalysisResult Read(Item item) =>
        JsonSerializer.Deserialize(Document.FromAttributeMap(item).ToJson(), AnalysisJson.Default.AnalysisResult)!;
}
