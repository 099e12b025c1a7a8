using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.S3;
using Constructs;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace FirstRead.Cdk;

/// <summary>Buckets and tables. Names and keys are Core's; nothing here is deleted with the stack.</summary>
public sealed class Storage : Construct
{
    private readonly DeploymentSettings settings;

    public Storage(Construct scope, DeploymentSettings settings, Encryption keys) : base(scope, "Storage")
    {
        this.settings = settings;
        Logs = new Bucket(this, "Logs", new BucketProps
        {
            BucketName = settings.BucketName(ResourceNames.LogsBucket),
            Encryption = BucketEncryption.S3_MANAGED, // S3 delivers access logs to no bucket under a key of ours.
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Versioned = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
            LifecycleRules =
            [
                new LifecycleRule { Expiration = Duration.Days(settings.Profile.AccessLogDays), NoncurrentVersionExpiration = Duration.Days(30) },
            ],
        });
        Incoming = BucketFor("Incoming", ResourceNames.IncomingBucket, keys.Phi, Leaves(), Released(), Tiered());
        Deidentified = BucketFor("Deidentified", ResourceNames.DeidentifiedBucket, keys.Data, Tiered());
        Results = BucketFor("Results", ResourceNames.ResultsBucket, keys.Data, Tiered());
        PortalFiles = BucketFor("Portal", ResourceNames.PortalBucket, keys.Data);
        Failures = BucketFor("Failures", ResourceNames.FailuresBucket, keys.Data, Expires("Replayed", "", 90));

        Studies = TableFor("Studies", ResourceNames.StudiesTable, keys.Data, StreamViewType.NEW_AND_OLD_IMAGES);
        AddIndex(StudiesTable.DueIndex, StudiesTable.DueShard, StudiesTable.DueAt, ProjectionType.KEYS_ONLY);
        AddIndex(StudiesTable.WorklistIndex, StudiesTable.Worklist, StudiesTable.Rank, ProjectionType.ALL);
        AddIndex(StudiesTable.ClinicUploadsIndex, StudiesTable.ClinicUploads, StudiesTable.CreatedAt, ProjectionType.ALL);
        AddIndex(StudiesTable.ClinicSignaturesIndex, StudiesTable.ClinicSignatures, StudiesTable.SignedAt, ProjectionType.KEYS_ONLY);
        AddIndex(StudiesTable.HoursIndex, StudiesTable.Hour, StudiesTable.HourAt, ProjectionType.INCLUDE, [.. StudiesAttributes.OfTheHoursIndex]);
        Vault = TableFor("Vault", ResourceNames.VaultTable, keys.Phi, stream: null);
        Audit = TableFor("Audit", ResourceNames.AuditTable, keys.Data, stream: null);
    }

    /// <summary>Access logs, flow logs, CloudTrail's files.</summary>
    public Bucket Logs { get; }

    /// <summary>PHI.</summary>
    public Bucket Incoming { get; }

    public Bucket Deidentified { get; }

    public Bucket Results { get; }

    public Bucket PortalFiles { get; }

    /// <summary>Failed events of every function, whole.</summary>
    public Bucket Failures { get; }

    public Table Studies { get; }

    /// <summary>PHI.</summary>
    public Table Vault { get; }

    public Table Audit { get; }

    /// <summary>Pages of this origin alone may put what a presigned URL promises, and fetch what another gives (S3 User Guide, "CORS configuration").</summary>
    /// <param name="origin">Scheme and host.</param>
    public void LetPagesSend(string origin) => ((CfnBucket)Incoming.Node.DefaultChild!).CorsConfiguration = new CfnBucket.CorsConfigurationProperty
    {
        CorsRules = new[]
        {
            new CfnBucket.CorsRuleProperty
            {
                AllowedOrigins = [origin],
                AllowedMethods = ["GET", "PUT"],
                AllowedHeaders = ["content-type", "if-none-match", "x-amz-checksum-sha256"],
                ExposedHeaders = ["ETag"],
                MaxAge = 3000,
            },
        },
    };

    private Bucket BucketFor(string id, string name, IKey key, params LifecycleRule[] rules) => new(this, id, new BucketProps
    {
        BucketName = settings.BucketName(name),
        EncryptionKey = key,
        BucketKeyEnabled = true,
        BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
        ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
        EnforceSSL = true,
        MinimumTLSVersion = 1.2,
        Versioned = true,
        ServerAccessLogsBucket = Logs,
        ServerAccessLogsPrefix = $"{name}/",
        RemovalPolicy = RemovalPolicy.RETAIN,
        LifecycleRules =
        [
            new LifecycleRule { Id = "Leftovers", AbortIncompleteMultipartUploadAfter = Duration.Days(1), NoncurrentVersionExpiration = Duration.Days(30) },
            .. rules,
        ],
    });

    private static LifecycleRule Expires(string id, string prefix, double days) =>
        new() { Id = id, Prefix = prefix, Expiration = Duration.Days(days) };

    /// <summary>What a clinic has fetched is made again when it asks again.</summary>
    private static LifecycleRule Released() => new()
    {
        Id = "Released",
        Prefix = ObjectKeys.ReleasedPrefix,
        Expiration = Duration.Days(3),
        NoncurrentVersionExpiration = Duration.Days(1),
    };

    /// <summary>
    /// An original goes by its tag alone, which Reconcile sets once its study has been signed for as long as the settings say: what nobody has
    /// marked stays, and what is held, refused or unsigned is never marked.
    /// </summary>
    private static LifecycleRule Leaves() => new()
    {
        Id = "SignedOriginals",
        Prefix = ObjectKeys.UploadsPrefix,
        TagFilters = new Dictionary<string, object> { [ObjectKeys.RetentionTag] = ObjectKeys.SignedRetention },
        Expiration = Duration.Days(1),
    };

    private static LifecycleRule Tiered() => new()
    {
        Id = "Tiering",
        Transitions = [new Transition { StorageClass = StorageClass.INTELLIGENT_TIERING, TransitionAfter = Duration.Days(1) }],
    };

    private Table TableFor(string id, string name, IKey key, StreamViewType? stream) => new(this, id, new TableProps
    {
        TableName = name,
        PartitionKey = Text(ItemKey.PkName),
        SortKey = Text(ItemKey.SkName),
        BillingMode = BillingMode.PAY_PER_REQUEST,
        Encryption = TableEncryption.CUSTOMER_MANAGED,
        EncryptionKey = key,
        PointInTimeRecovery = true,
        DeletionProtection = true,
        RemovalPolicy = RemovalPolicy.RETAIN,
        Stream = stream,
    });

    private void AddIndex(string name, string partition, string sort, ProjectionType projection, string[]? included = null) =>
        Studies.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = name,
            PartitionKey = Text(partition),
            SortKey = Text(sort),
            ProjectionType = projection,
            NonKeyAttributes = included,
        });

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
