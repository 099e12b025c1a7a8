using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>The three tables as CreateTable requests, for the local cloud and the tests; cdk/ declares the same on AWS.</summary>
public static class TableSchemas
{
    /// <summary>With a stream of new and old images, which Triage reads.</summary>
    public static CreateTableRequest Studies(string tableName)
    {
        var request = KeysOnly(tableName);
        string[] indexed =
        [
            StudiesTable.DueShard, StudiesTable.DueAt, StudiesTable.Worklist, StudiesTable.Rank, StudiesTable.ClinicUploads, StudiesTable.CreatedAt,
            StudiesTable.ClinicSignatures, StudiesTable.SignedAt, StudiesTable.Hour, StudiesTable.HourAt,
        ];
        foreach (var name in indexed)
            request.AttributeDefinitions.Add(new AttributeDefinition(name, ScalarAttributeType.S));
        request.GlobalSecondaryIndexes =
        [
            Index(StudiesTable.DueIndex, StudiesTable.DueShard, StudiesTable.DueAt, ProjectionType.KEYS_ONLY),
            Index(StudiesTable.WorklistIndex, StudiesTable.Worklist, StudiesTable.Rank, ProjectionType.ALL),
            Index(StudiesTable.ClinicUploadsIndex, StudiesTable.ClinicUploads, StudiesTable.CreatedAt, ProjectionType.ALL),
            Index(StudiesTable.ClinicSignaturesIndex, StudiesTable.ClinicSignatures, StudiesTable.SignedAt, ProjectionType.KEYS_ONLY),
            Index(StudiesTable.HoursIndex, StudiesTable.Hour, StudiesTable.HourAt, ProjectionType.INCLUDE, [.. Names.OfTheHoursIndex]),
        ];
        request.StreamSpecification = new StreamSpecification { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES };
        return request;
    }

    public static CreateTableRequest Vault(string tableName) => KeysOnly(tableName);

    public static CreateTableRequest Audit(string tableName) => KeysOnly(tableName);

    private static CreateTableRequest KeysOnly(string tableName) => new()
    {
        TableName = tableName,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions = [new(ItemKey.PkName, ScalarAttributeType.S), new(ItemKey.SkName, ScalarAttributeType.S)],
        KeySchema = [new(ItemKey.PkName, KeyType.HASH), new(ItemKey.SkName, KeyType.RANGE)],
    };

    private static GlobalSecondaryIndex Index(string name, string hash, string range, ProjectionType projection, List<string>? included = null) => new()
    {
        IndexName = name,
        KeySchema = [new(hash, KeyType.HASH), new(range, KeyType.RANGE)],
        Projection = new Projection { ProjectionType = projection, NonKeyAttributes = included },
    };
}
