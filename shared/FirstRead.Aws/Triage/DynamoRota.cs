using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Storage;
using FirstRead.Core.Triage;

namespace FirstRead.Aws.Triage;

/// <inheritdoc cref="IRota"/>
public sealed class DynamoRota(IAmazonDynamoDB client, string studiesTable) : IRota
{
    private readonly Table table = new(client, studiesTable);

    public async Task<OnCall?> GetAsync(CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Rota, cancel) is { } item
            ? new OnCall(item.Text(AccessAttributes.Name), item.Text(AccessAttributes.Phone))
            : null;

    public Task PutAsync(OnCall onCall, CancellationToken cancel) => table.PutAsync(
        new ItemWriter(StudiesTable.Rota).Text(AccessAttributes.Name, onCall.Name).Text(AccessAttributes.Phone, onCall.Phone).Done(),
        cancel);
}
