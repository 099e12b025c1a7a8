using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Operations.Summaries;
using FirstRead.Core.Storage;
using Attribute = FirstRead.Aws.DynamoDb.Attribute;

namespace FirstRead.Aws.Operations;

/// <inheritdoc cref="ISummaryLog"/>
public sealed class DynamoSummaryLog(IAmazonDynamoDB client, string studiesTable) : ISummaryLog
{
    private readonly Table table = new(client, studiesTable);

    public async Task<bool> HasAsync(DateOnly day, CancellationToken cancel) => (await table.GetAsync(StudiesTable.Summary(day), cancel))?.ContainsKey(AccessAttributes.SentAt) == true;

    public Task<bool> ClaimAsync(DateOnly day, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel) => table.PutAsync(
        new ItemWriter(StudiesTable.Summary(day)).Time(AccessAttributes.Claim, until).Done(),
        new Change(
            null,
            $"attribute_not_exists(#{ItemKey.PkName}) OR (attribute_not_exists(#{AccessAttributes.SentAt}) AND #{AccessAttributes.Claim} <= :now)",
            new Item { [":now"] = Attribute.Of(now) }),
        cancel);

    public Task NoteAsync(DateOnly day, DateTimeOffset at, CancellationToken cancel) =>
        table.PutAsync(new ItemWriter(StudiesTable.Summary(day)).Time(AccessAttributes.SentAt, at).Done(), cancel);
}
