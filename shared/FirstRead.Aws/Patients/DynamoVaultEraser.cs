using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using Table = FirstRead.Aws.DynamoDb.Table;

namespace FirstRead.Aws.Patients;

/// <inheritdoc cref="IVaultEraser"/>
/// <remarks>It asks for keys alone, and its role may ask for nothing else: what is sealed never reaches it.</remarks>
public sealed class DynamoVaultEraser(IAmazonDynamoDB client, string vaultTable) : IVaultEraser
{
    private static readonly Change Standing = new(null, $"attribute_exists(#{ItemKey.PkName})", []);
    private readonly Table table = new(client, vaultTable);

    public async Task<int> EraseIndexAsync(PatientToken patient, CancellationToken cancel)
    {
        var erased = 0;
        foreach (var pointer in await KeysAsync(VaultTable.Identity(patient).Pk, VaultTable.PointerPrefix, cancel))
        {
            // The pointer last: until the row is gone, something leads to it.
            erased += await table.DeleteAsync(VaultTable.IndexOf(pointer), Standing, cancel) ? 1 : 0;
            await table.DeleteAsync(pointer, new Change(null, null, []), cancel);
        }
        return erased;
    }

    public Task<int> ErasePatientAsync(PatientToken patient, CancellationToken cancel) => EraseAsync(VaultTable.Identity(patient), cancel);

    public Task<int> EraseStudyAsync(StudyId study, CancellationToken cancel) => EraseAsync(VaultTable.StudyIdentity(study) with { Sk = "" }, cancel);

    public Task<int> EraseUploadAsync(UploadId upload, CancellationToken cancel) => EraseAsync(VaultTable.UploadIdentity(upload), cancel);

    private async Task<int> EraseAsync(ItemKey partition, CancellationToken cancel)
    {
        var keys = await KeysAsync(partition.Pk, partition.Sk, cancel);
        await Parallel.ForEachAsync(keys, cancel, async (key, stop) => await table.DeleteAsync(key, new Change(null, null, []), stop));
        return keys.Count;
    }

    private async Task<List<ItemKey>> KeysAsync(string pk, string prefix, CancellationToken cancel)
    {
        var query = new QueryRequest
        {
            ConsistentRead = true,
            KeyConditionExpression = $"{ItemKey.PkName} = :pk{(prefix.Length > 0 ? $" AND begins_with({ItemKey.SkName}, :prefix)" : "")}",
            ProjectionExpression = $"{ItemKey.PkName}, {ItemKey.SkName}",
            Select = Select.SPECIFIC_ATTRIBUTES,
            ExpressionAttributeValues = new Item { [":pk"] = DynamoDb.Attribute.Of(pk) },
        };
        if (prefix.Length > 0)
            query.ExpressionAttributeValues[":prefix"] = DynamoDb.Attribute.Of(prefix);
        return (await table.QueryAsync(query, int.MaxValue, cancel)).ConvertAll(item => new ItemKey(item.Text(ItemKey.PkName), item.Text(ItemKey.SkName)));
    }
}
