using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using Attribute = FirstRead.Aws.DynamoDb.Attribute;
using Table = FirstRead.Aws.DynamoDb.Table;

namespace FirstRead.Aws.Operations;

/// <inheritdoc cref="IHourStore"/>
public sealed class DynamoHourStore(IAmazonDynamoDB client, string studiesTable) : IHourStore
{
    private readonly Table table = new(client, studiesTable);

    public async Task<IReadOnlyList<FunnelStudy>> ListStudiesAsync(DateTimeOffset hour, int limit, CancellationToken cancel) =>
        [.. (await ListAsync(shard => StudiesTable.StudiesOf(hour, shard), limit, cancel)).Select(ReadStudy).OrderByDescending(study => study.Times.ReceivedAt).Take(limit)];

    public async Task<IReadOnlyList<SignedComparison>> ListReadsAsync(DateTimeOffset hour, CancellationToken cancel) =>
        [.. (await ListAsync(shard => StudiesTable.ReadsOf(hour, shard), int.MaxValue, cancel)).Select(ReadComparison)];

    public Task<bool> AddAsync(DateTimeOffset hour, CancellationToken cancel) =>
        table.PutAsync(new ItemWriter(StudiesTable.HourSum(hour)).Due(StudiesTable.HourSum(hour), hour).Done(), Table.Absent, cancel);

    public Task PutAsync(HourOfStudies sum, DateTimeOffset? dueAt, CancellationToken cancel) => table.PutAsync(
        new ItemWriter(StudiesTable.HourSum(sum.Hour))
            .Time(Names.MadeAt, sum.MadeAt)
            .Text(AccessAttributes.Document, JsonSerializer.Serialize(sum, HourJson.Default.HourOfStudies))
            .Due(StudiesTable.HourSum(sum.Hour), dueAt)
            .Done(),
        cancel);

    public async Task<IReadOnlyList<HourOfStudies>> ListAsync(DateOnly day, CancellationToken cancel) =>
    [
        .. from item in await table.QueryAsync(StudiesTable.HoursOf(day), StudiesTable.HourPrefix, cancel)
           let document = item.OptionalText(AccessAttributes.Document)
           where document is not null
           select JsonSerializer.Deserialize(document, HourJson.Default.HourOfStudies)!,
    ];

    public async Task<IReadOnlyList<DateTimeOffset>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        [.. (await DueItems.ListAsync(table, StudiesTable.HoursPrefix, StudiesTable.HourPrefix, now, limit, cancel)).Select(HourOf)];

    private static DateTimeOffset HourOf(Item item) => DateTimeOffset.ParseExact(
        item.Text(ItemKey.PkName)[StudiesTable.HoursPrefix.Length..] + item.Text(ItemKey.SkName)[StudiesTable.HourPrefix.Length..],
        "yyyy-MM-ddHH",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal);

    private async Task<IEnumerable<Item>> ListAsync(Func<int, string> partition, int limit, CancellationToken cancel) =>
        (await Task.WhenAll(Enumerable.Range(0, StudiesTable.HourShards).Select(shard => ListAsync(partition(shard), limit, cancel)))).SelectMany(items => items);

    private Task<List<Item>> ListAsync(string partition, int limit, CancellationToken cancel) => table.QueryAsync(
        new QueryRequest
        {
            IndexName = StudiesTable.HoursIndex,
            ScanIndexForward = false,
            KeyConditionExpression = "#hour = :hour",
            ExpressionAttributeNames = new() { ["#hour"] = StudiesTable.Hour },
            ExpressionAttributeValues = new Item { [":hour"] = Attribute.Of(partition) },
        },
        limit,
        cancel);

    private static FunnelStudy ReadStudy(Item item) => new(
        StudyId.Parse(item.Text(ItemKey.PkName)[StudiesTable.StudyPrefix.Length..]),
        StoredNames.Parse<StudyStatus>(item.Text(Names.Status)),
        StoredNames.Parse<Priority>(item.Text(Names.Priority)),
        StoredNames.Parse<Risk>(item.Text(Names.HighestRisk)),
        item.OptionalText(Names.Modality),
        item.OptionalInteger(Names.QueuedInstances) ?? 0,
        item.Flag(Names.Incomplete),
        new StudyTimes(
            item.Time(Names.ReceivedAt),
            item.OptionalTime(Names.DeidentifiedAt),
            item.OptionalTime(Names.CompleteAt),
            item.OptionalTime(Names.LaunchedAt),
            item.OptionalTime(Names.AnalysisStartedAt),
            item.OptionalTime(Names.AnalysedAt),
            item.OptionalTime(Names.AlertedAt),
            item.OptionalTime(Names.AcknowledgedAt),
            item.OptionalTime(Names.SignedAt),
            item.OptionalTime(Names.ReleasedAt)));

    private static SignedComparison ReadComparison(Item item) => new(
        item.Time(StudiesTable.HourAt),
        JsonSerializer.Deserialize(Document.FromAttributeMap(item[Names.Comparison].M).ToJson(), ReviewJson.Default.ReadComparison)!);
}
