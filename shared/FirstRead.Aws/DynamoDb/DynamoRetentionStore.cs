using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Retention;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IRetentionStore"/>
public sealed class DynamoRetentionStore(IAmazonDynamoDB client, string tableName) : IRetentionStore
{
    private const string DayFormat = "yyyy-MM-dd";

    private readonly Table table = new(client, tableName);

    public async Task<RetentionPlace?> GetPlaceAsync(CancellationToken cancel) => await table.GetAsync(StudiesTable.RetentionPlace, cancel) is { } item
        ? new(DateOnly.ParseExact(item.Text(Names.Day), DayFormat, CultureInfo.InvariantCulture), item.OptionalText(Names.Behind))
        : null;

    public Task PutPlaceAsync(RetentionPlace place, CancellationToken cancel)
    {
        var item = new ItemWriter(StudiesTable.RetentionPlace).Text(Names.Day, place.Day.ToString(DayFormat, CultureInfo.InvariantCulture)).Text(Names.Behind, place.Behind).Done();
        return table.PutAsync(item, Change.None, cancel);
    }

    public async Task<IReadOnlyList<Study>> ListSignedAsync(DateOnly day, string? behind, int limit, CancellationToken cancel)
    {
        var query = new QueryRequest
        {
            IndexName = StudiesTable.WorklistIndex,
            KeyConditionExpression = $"{StudiesTable.Worklist} = :day AND #{StudiesTable.Rank} > :behind",
            // A reserved word of DynamoDB's.
            ExpressionAttributeNames = new() { [$"#{StudiesTable.Rank}"] = StudiesTable.Rank },
            ExpressionAttributeValues = new Item
            {
                [":day"] = Attribute.Of(StudiesTable.DoneOn(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero))),
                // Every rank begins with a digit.
                [":behind"] = Attribute.Of(behind ?? "!"),
            },
        };
        return (await table.QueryAsync(query, limit, cancel)).ConvertAll(StudyItems.ReadStudy);
    }
}
