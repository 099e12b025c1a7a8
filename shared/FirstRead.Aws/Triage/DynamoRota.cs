using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Storage;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Aws.Triage;

/// <inheritdoc cref="IRota"/>
public sealed class DynamoRota(IAmazonDynamoDB client, string studiesTable) : IRota
{
    private readonly Table table = new(client, studiesTable);

    public async Task<Rota> GetAsync(CancellationToken cancel)
    {
        if (await table.GetAsync(StudiesTable.Rota, cancel) is { } stored)
            return RotaDocument.Read(stored.Text(AccessAttributes.Document));
        return await table.GetAsync(StudiesTable.OnCallPhone, cancel) is { } phone
            ? Rota.OfOne(phone.Text(AccessAttributes.Name), phone.Text(AccessAttributes.Phone))
            : Rota.Empty;
    }

    public Task PutAsync(Rota rota, CancellationToken cancel) => table.PutAsync(
        new ItemWriter(StudiesTable.Rota).Text(AccessAttributes.Document, RotaDocument.Write(rota)).Done(), cancel);
}
