using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Operations;
using FirstRead.Core.Storage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;
using Attribute = FirstRead.Aws.DynamoDb.Attribute;

namespace FirstRead.Aws.Operations;

/// <inheritdoc cref="IOperatorDocuments"/>
public sealed class DynamoOperatorDocuments(IAmazonDynamoDB client, string studiesTable) : IOperatorDocuments
{
    private readonly Table table = new(client, studiesTable);

    public Task<StoredDocument> ReadRotaAsync(CancellationToken cancel) => ReadAsync(StudiesTable.Rota, cancel);

    public Task<bool> PutRotaAsync(Rota rota, StoredDocument seen, CancellationToken cancel) => PutAsync(StudiesTable.Rota, RotaDocument.Write(rota), seen, cancel);

    public Task<StoredDocument> ReadPolicyAsync(CancellationToken cancel) => ReadAsync(StudiesTable.TriagePolicy, cancel);

    public Task<bool> PutPolicyAsync(TriagePolicy policy, StoredDocument seen, CancellationToken cancel) =>
        PutAsync(StudiesTable.TriagePolicy, PolicyDocument.Write(policy), seen, cancel);

    private async Task<StoredDocument> ReadAsync(ItemKey key, CancellationToken cancel) =>
        new((await table.GetAsync(key, cancel))?.OptionalText(AccessAttributes.Document));

    private Task<bool> PutAsync(ItemKey key, string text, StoredDocument seen, CancellationToken cancel) => table.PutAsync(
        new ItemWriter(key).Text(AccessAttributes.Document, text).Done(),
        seen.Text is { } standing
            ? new Change(null, $"#{AccessAttributes.Document} = :seen", new Item { [":seen"] = Attribute.Of(standing) })
            : Table.Absent,
        cancel);
}
