using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk.Tests;

public sealed class StorageTests
{
    private static readonly string[] Buckets =
    [
        ResourceNames.IncomingBucket, ResourceNames.DeidentifiedBucket, ResourceNames.ResultsBucket, ResourceNames.PortalBucket, ResourceNames.FailuresBucket,
    ];

    [Test]
    public void Buckets_Names_AreCoresWithAccountAndRegion() => Assert.That(
        Template.Default.OfType("AWS::S3::Bucket").Select(bucket => Template.Text(bucket.Properties["BucketName"])),
        Is.EquivalentTo(Buckets.Append(ResourceNames.LogsBucket).Select(name => $"{name}-111122223333-us-east-1")));

    [TestCaseSource(nameof(Buckets))]
    public void Bucket_WithData_IsPrivateVersionedLoggedAndUnderAKeyOfOurs(string name)
    {
        var bucket = Bucket(name);
        var encryption = bucket.Properties["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!;
        Assert.Multiple(() =>
        {
            foreach (var setting in new[] { "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets" })
                Assert.That(bucket.Properties["PublicAccessBlockConfiguration"]![setting]!.GetValue<bool>(), setting);
            Assert.That(Template.Text(bucket.Properties["VersioningConfiguration"]!["Status"]), Is.EqualTo("Enabled"));
            Assert.That(Template.Text(encryption["SSEAlgorithm"]), Is.EqualTo("aws:kms"));
            Assert.That(Template.Text(encryption["KMSMasterKeyID"]), Is.EqualTo($"{{{KeyOf(name)}.Arn}}"));
            Assert.That(bucket.Properties["LoggingConfiguration"], Is.Not.Null);
        });
    }

    [Test]
    public void Originals_WithoutTheSignedTag_AreNeverRemoved()
    {
        var rules = Bucket(ResourceNames.IncomingBucket).Properties["LifecycleConfiguration"]!["Rules"]!.AsArray();
        var removing = rules.Where(rule => rule!["ExpirationInDays"] is not null).ToDictionary(rule => Template.Text(rule!["Prefix"]));

        Assert.That(removing.Keys, Is.EquivalentTo(new[] { "uploads/", "released/" }), "released/ holds copies that are made again when a clinic asks again");
        Assert.That(removing["uploads/"]!["TagFilters"]!.ToJsonString(), Is.EqualTo("""[{"Key":"firstread-retention","Value":"signed"}]"""));
    }

    [Test]
    public void Incoming_FromABrowser_TakesWhatThePortalsPagesSendAndNothingElse()
    {
        var rule = Bucket(ResourceNames.IncomingBucket).Properties["CorsConfiguration"]!["CorsRules"]!.AsArray().Single()!;
        Assert.That(Template.Text(rule["AllowedOrigins"]![0]), Does.StartWith("https://{").And.EndsWith(".DomainName}"));
        Assert.That(rule["AllowedMethods"]!.ToJsonString(), Is.EqualTo("""["GET","PUT"]"""));
        Assert.That(rule["ExposedHeaders"]!.ToJsonString(), Is.EqualTo("""["ETag"]"""));
    }

    [Test]
    public void Bucket_Any_RefusesPlainHttpAndOldTls()
    {
        foreach (var bucket in Template.Default.OfType("AWS::S3::Bucket"))
        {
            var policy = Template.Default.OfType("AWS::S3::BucketPolicy").Single(policy => Template.Text(policy.Properties["Bucket"]) == $"{{{bucket.Id}}}");
            var text = policy.Properties["PolicyDocument"]!.ToJsonString();
            Assert.That(text, Does.Contain("""{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny""").And.Contain("s3:TlsVersion"), bucket.Id);
        }
    }

    [Test]
    public void Tables_KeysIndexesAndStream_AreWhatTheStoresAreTestedOn()
    {
        CreateTableRequest[] tested =
        [
            TableSchemas.Studies(ResourceNames.StudiesTable), TableSchemas.Vault(ResourceNames.VaultTable), TableSchemas.Audit(ResourceNames.AuditTable),
        ];

        Assert.That(Template.Default.OfType("AWS::DynamoDB::Table"), Has.Count.EqualTo(tested.Length));
        foreach (var expected in tested)
            Assert.That(Shape(Table(expected.TableName)), Is.EqualTo(Shape(expected)), expected.TableName);
    }

    [TestCase(ResourceNames.StudiesTable)]
    [TestCase(ResourceNames.VaultTable)]
    [TestCase(ResourceNames.AuditTable)]
    public void Table_Any_IsEncryptedRecoverableAndKept(string name)
    {
        var table = Table(name);
        Assert.Multiple(() =>
        {
            Assert.That(Template.Text(table.Properties["SSESpecification"]!["KMSMasterKeyId"]), Is.EqualTo($"{{{KeyOf(name)}.Arn}}"));
            Assert.That(table.Properties["PointInTimeRecoverySpecification"]!["PointInTimeRecoveryEnabled"]!.GetValue<bool>());
            Assert.That(table.Properties["DeletionProtectionEnabled"]!.GetValue<bool>());
            Assert.That(Template.Text(table.Properties["BillingMode"]), Is.EqualTo("PAY_PER_REQUEST"));
        });
    }

    [Test]
    public void Bucket_Incoming_KeepsWhatWasReleasedForDays()
    {
        var rules = Bucket(ResourceNames.IncomingBucket).Properties["LifecycleConfiguration"]!["Rules"]!.AsArray();
        var released = rules.Single(rule => Template.Text(rule!["Prefix"]) == "released/")!;
        Assert.That((released["ExpirationInDays"]!.GetValue<int>(), released["NoncurrentVersionExpiration"]!["NoncurrentDays"]!.GetValue<int>()), Is.EqualTo((3, 1)));
    }

    private static Resource Bucket(string name) => Template.Default.Named("AWS::S3::Bucket", "BucketName", $"{name}-111122223333-us-east-1");

    private static Resource Table(string name) => Template.Default.Named("AWS::DynamoDB::Table", "TableName", name);

    private static string KeyOf(string name) => name switch
    {
        ResourceNames.IncomingBucket => Keys.Phi,
        ResourceNames.VaultTable => Keys.Phi,
        _ => Keys.Data,
    };

    private static string[] Shape(CreateTableRequest table) =>
    [
        .. table.KeySchema.Select(key => $"{key.KeyType} {key.AttributeName}"),
        .. (table.GlobalSecondaryIndexes ?? []).Select(index => $"{index.IndexName}: {string.Join(", ", index.KeySchema.Select(key => $"{key.KeyType} {key.AttributeName}"))}, {index.Projection.ProjectionType}"),
        .. table.AttributeDefinitions.Select(attribute => $"{attribute.AttributeName} {attribute.AttributeType}").Order(StringComparer.Ordinal),
        $"{table.StreamSpecification?.StreamViewType}",
    ];

    private static string[] Shape(Resource table) =>
    [
        .. KeysOf(table.Properties["KeySchema"]),
        .. (table.Properties["GlobalSecondaryIndexes"]?.AsArray() ?? []).Select(index => $"{index!["IndexName"]}: {string.Join(", ", KeysOf(index["KeySchema"]))}, {index["Projection"]!["ProjectionType"]}"),
        .. table.Properties["AttributeDefinitions"]!.AsArray().Select(attribute => $"{attribute!["AttributeName"]} {attribute["AttributeType"]}").Order(StringComparer.Ordinal),
        $"{table.Properties["StreamSpecification"]?["StreamViewType"]}",
    ];

    private static IEnumerable<string> KeysOf(System.Text.Json.Nodes.JsonNode? schema) =>
        schema!.AsArray().Select(key => $"{key!["KeyType"]} {key["AttributeName"]}");
}
