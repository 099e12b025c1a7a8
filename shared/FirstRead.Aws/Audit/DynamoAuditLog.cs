using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Audit;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.Audit;

/// <inheritdoc cref="IAuditLog"/>
public sealed class DynamoAuditLog(IAmazonDynamoDB client, string auditTable) : IAuditLog
{
    private const int Tries = 40;
    private readonly Table table = new(client, auditTable);

    public async Task<AuditEntry> AppendAsync(AuditEvent next, CancellationToken cancel)
    {
        // Who loses the race for a number reads the winner's hash and takes the next: the chain cannot fork.
        for (var tries = 0; tries < Tries; tries++)
        {
            var entry = AuditChain.Next(await LastAsync(next.Subject, cancel), next);
            if (await table.PutAsync(Write(entry), Table.Absent, cancel))
                return entry;
            await StepAside.AfterAsync(tries, cancel);
        }
        throw new InvalidOperationException($"The audit chain of {next.Subject} grows too fast to append; try again.");
    }

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(string subject, CancellationToken cancel) =>
        (await table.QueryAsync(Of(subject, forward: true), int.MaxValue, cancel)).ConvertAll(item => Read(subject, item));

    private async Task<AuditEntry?> LastAsync(string subject, CancellationToken cancel) =>
        await table.QueryAsync(Of(subject, forward: false), 1, cancel) is [var last] ? Read(subject, last) : null;

    private static QueryRequest Of(string subject, bool forward) => new()
    {
        ConsistentRead = true,
        ScanIndexForward = forward,
        KeyConditionExpression = $"{ItemKey.PkName} = :subject",
        ExpressionAttributeValues = new Item { [":subject"] = DynamoDb.Attribute.Of(subject) },
    };

    private static Item Write(AuditEntry entry) => new ItemWriter(AuditTable.Entry(entry.Event.Subject, entry.Number))
        .Number(AuditAttributes.Number, entry.Number)
        .Text(AuditAttributes.Who, entry.Event.Who)
        .Text(AuditAttributes.What, entry.Event.What)
        .Text(AuditAttributes.Why, entry.Event.Why)
        .Time(AuditAttributes.When, entry.Event.When)
        .Text(AuditAttributes.Previous, entry.Previous)
        .Text(AuditAttributes.Hash, entry.Hash)
        .Done();

    private static AuditEntry Read(string subject, Item item) => new(
        new AuditEvent(subject, item.Text(AuditAttributes.Who), item.Text(AuditAttributes.What), item.Text(AuditAttributes.Why), item.Time(AuditAttributes.When)),
        item.Number(AuditAttributes.Number),
        item.Text(AuditAttributes.Previous),
        item.Text(AuditAttributes.Hash));
}
