using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;

namespace FirstRead.Cdk;

/// <summary>
/// Who may do what, in one place. Ingest reads originals and writes the vault, Reidentify reads identities and held originals;
/// Erase removes both and reads neither; Uploads may put an original and never read one; nobody else touches PHI. Nobody may scan a table.
/// </summary>
public sealed class Access(DeploymentSettings settings, Storage storage, Encryption keys, Alerts alerts, Inference inference)
{
    private static readonly string[] Use =
    [
        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ];

    private static readonly string[] Read = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"];
    private static readonly string[] Write = ["dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];

    /// <summary>Under which Lambda puts what it gives up.</summary>
    private const string FailuresPrefix = "aws/lambda/";

    /// <summary>What a release reads of an attempt and of a signature, by their names.</summary>
    private static readonly string[] ReleaseSources = [$"{ObjectKeys.SignedPrefix}*", "key-*", "contours.json", "report-source.dcm"];

    /// <summary>Where parts of patients lie.</summary>
    private static readonly (string Bucket, string Prefix)[] Erased =
    [
        (ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix), (ResourceNames.IncomingBucket, ObjectKeys.QuarantinePrefix), (ResourceNames.IncomingBucket, ObjectKeys.ReleasedPrefix),
        (ResourceNames.DeidentifiedBucket, ObjectKeys.StudiesPrefix), (ResourceNames.DeidentifiedBucket, ObjectKeys.ReportsPrefix),
        (ResourceNames.ResultsBucket, ObjectKeys.ResultsPrefix),
    ];

    /// <summary>What the inference container may do.</summary>
    public static IEnumerable<PolicyStatement> TaskStatements(DeploymentSettings settings, IKey dataKey) =>
    [
        Policy.Allow([.. Read, .. Write], Studies(settings)),
        Policy.Allow(["s3:GetObject"], [Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.StudiesPrefix)]),
        Policy.Allow(["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [Objects(settings, ResourceNames.ResultsBucket, ObjectKeys.ResultsPrefix)]),
        Policy.Allow(["s3:ListBucket"], [Bucket(settings, ResourceNames.DeidentifiedBucket), Bucket(settings, ResourceNames.ResultsBucket)]),
        Policy.Allow(Use, [dataKey.KeyArn]),
    ];

    /// <summary>Presigned URLs act under this role: it may put into uploads/ and nothing more there.</summary>
    public IEnumerable<PolicyStatement> Uploads =>
    [
        StudiesTableUse, AuditAppend, DataKey, Secrets(["secretsmanager:GetSecretValue"], ResourceNames.OriginSecret), SecretsKey,
        Policy.Allow(["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix)]),
        Policy.Allow(["kms:GenerateDataKey"], [keys.Phi.KeyArn]),
        // S3 opens the parts of a file to put them together, in this role's name; nobody else may ask for it (S3 User Guide, "Multipart upload and permissions").
        Policy.Allow(["kms:Decrypt"], [keys.Phi.KeyArn], new()
        {
            ["StringEquals"] = new Dictionary<string, string> { ["kms:ViaService"] = $"s3.{settings.Region}.amazonaws.com" },
        }),
    ];

    public IEnumerable<PolicyStatement> Ingest =>
    [
        StudiesTableUse, DataKey,
        Policy.Allow(["s3:GetObject", "s3:GetObjectVersion"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix)]),
        Policy.Allow(["s3:PutObject"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.QuarantinePrefix)]),
        // The copy of a released original that Reidentify did not live to make; the files of an archive, large ones in parts.
        Policy.Allow(["s3:GetObject"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.QuarantinePrefix)]),
        Policy.Allow(["s3:AbortMultipartUpload", "s3:PutObject"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix)]),
        // A missing object is answered 404 only to who may list.
        Policy.Allow(["s3:ListBucket"], [Bucket(settings, ResourceNames.IncomingBucket)]),
        Policy.Allow(["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"], [Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.StudiesPrefix)]),
        Policy.Allow(Use, [keys.Phi.KeyArn]),
        Policy.Allow(["dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:PutItem"], [Table(ResourceNames.VaultTable)], Policy.KeysBeginWith(VaultTable.IndexPrefix)),
        Policy.Allow(["dynamodb:PutItem"], [Table(ResourceNames.VaultTable)], Policy.KeysBeginWith(VaultTable.IdentityPrefix)),
        Secrets(["secretsmanager:GetSecretValue"], ResourceNames.LookupKeySecret, ResourceNames.UidKeySecret, ResourceNames.VaultKeySecret), SecretsKey,
        .. RunTasks("ecs:RunTask"), KeepFailures,
    ];

    public IEnumerable<PolicyStatement> Triage =>
    [
        StudiesTableUse, AuditAppend, DataKey,
        Policy.Allow(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], [storage.Studies.TableStreamArn!]),
        // Lambda lists streams before it maps one, and the action knows no resource.
        Policy.Allow(["dynamodb:ListStreams"], ["*"]),
        .. Publish, KeepFailures,
    ];

    public IEnumerable<PolicyStatement> Reconcile =>
    [
        StudiesTableUse, AuditAppend, DataKey, .. RunTasks("ecs:RunTask"),
        Policy.Allow(["ecs:DescribeTasks", "ecs:StopTask"], [Arn("ecs", $"task/{ResourceNames.Cluster}/*")]),
        // Parts of a large file whose upload has expired.
        Policy.Allow(["s3:AbortMultipartUpload"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix)]),
        // The one mark by which originals of signed studies go; it can neither read them nor remove them itself.
        Policy.Allow(["s3:PutObjectTagging"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix)], new()
        {
            ["StringEquals"] = new Dictionary<string, string> { [$"s3:RequestObjectTag/{ObjectKeys.RetentionTag}"] = ObjectKeys.SignedRetention },
            ["ForAllValues:StringEquals"] = new Dictionary<string, object> { ["s3:RequestObjectTagKeys"] = new[] { ObjectKeys.RetentionTag } },
        }),
        Policy.Allow(["s3:ListBucket"], [Bucket(settings, ResourceNames.IncomingBucket)]),
        // The day's figures.
        Policy.Allow(["sns:Publish"], [alerts.Operators.TopicArn]),
        .. Publish, KeepFailures,
    ];

    public IEnumerable<PolicyStatement> Reidentify =>
    [
        StudiesTableUse, AuditAppend, DataKey,
        // A clinic's number leads to a token; a token to who it is.
        Policy.Allow(["dynamodb:GetItem"], [Table(ResourceNames.VaultTable)], Policy.KeysBeginWith(VaultTable.IndexPrefix, VaultTable.IdentityPrefix)),
        // Studies that were another patient's are sealed anew under their own token.
        Policy.Allow(["dynamodb:PutItem"], [Table(ResourceNames.VaultTable)], Policy.KeysBeginWith(VaultTable.IdentityPrefix)),
        // A held file is shown to who decides on it, and its release is a copy back to where it was uploaded.
        Policy.Allow(["s3:GetObject"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.QuarantinePrefix)]),
        Policy.Allow(["s3:PutObject"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix)]),
        // What was signed, and what its PDF is drawn from; the copies under the patient's name, which presigned URLs read under this role.
        Policy.Allow(["s3:GetObject"], [.. ReleaseSources.Select(part => $"{Bucket(settings, ResourceNames.ResultsBucket)}/{ObjectKeys.ResultsPrefix}*/{part}")]),
        Policy.Allow(["s3:GetObject", "s3:PutObject"], [Objects(settings, ResourceNames.IncomingBucket, ObjectKeys.ReleasedPrefix)]),
        Policy.Allow(["s3:ListBucket"], [Bucket(settings, ResourceNames.IncomingBucket), Bucket(settings, ResourceNames.ResultsBucket)]),
        Policy.Allow(Use, [keys.Phi.KeyArn]),
        Secrets(["secretsmanager:GetSecretValue"], ResourceNames.LookupKeySecret, ResourceNames.VaultKeySecret, ResourceNames.OriginSecret), SecretsKey,
    ];

    public IEnumerable<PolicyStatement> Api =>
    [
        StudiesTableUse, AuditAppend, DataKey, Secrets(["secretsmanager:GetSecretValue"], ResourceNames.PixelSigningKeySecret, ResourceNames.OriginSecret), SecretsKey,
        // De-identified images and the reports of how they became so, for DICOMweb and the day of a prior; what it says of a study's set of instances is kept.
        Policy.Allow(["s3:GetObject"], [Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.StudiesPrefix)]),
        Policy.Allow(["s3:GetObject", "s3:PutObject"], [Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.ReportsPrefix)]),
        // What analyses found; of it, it writes what people sign and nothing else.
        Policy.Allow(["s3:GetObject"], [Objects(settings, ResourceNames.ResultsBucket, ObjectKeys.ResultsPrefix)]),
        Policy.Allow(["s3:PutObject"], [$"{Objects(settings, ResourceNames.ResultsBucket, ObjectKeys.ResultsPrefix)}/{ObjectKeys.SignedPrefix}*"]),
        // What a teaching case consists of, and what is to be found in it, which it tells whoever has saved their marks.
        Policy.Allow(["s3:GetObject"], [$"{Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.TeachingPrefix)}/{ObjectKeys.TeachingContentsName}"]),
        Policy.Allow(["s3:GetObject"], [Objects(settings, ResourceNames.ResultsBucket, ObjectKeys.TeachingAnswersPrefix)]),
        Policy.Allow(["s3:ListBucket"], [Bucket(settings, ResourceNames.DeidentifiedBucket), Bucket(settings, ResourceNames.ResultsBucket)]),
        // An operator sees what was given up, and has it played again by the functions that take events.
        Policy.Allow(["s3:GetObject", "s3:ListBucket"], [Bucket(settings, ResourceNames.FailuresBucket), Objects(settings, ResourceNames.FailuresBucket, FailuresPrefix)]),
        Policy.Allow(["lambda:InvokeFunction"], [.. ReplayFailure.Functions.Select(name => Arn("lambda", $"function:{name}"))]),
        // Test messages to the rota's phones.
        .. Publish,
    ];

    /// <summary>
    /// It removes what is a patient's and reads none of it: of the vault it sees keys, of buckets the names of versions, and no
    /// secret opens anything to it.
    /// </summary>
    public IEnumerable<PolicyStatement> Erase =>
    [
        StudiesTableUse, AuditAppend, DataKey,
        Policy.Allow(["dynamodb:Query"], [Table(ResourceNames.VaultTable)], Policy.KeysAlone(VaultTable.IdentityPrefix)),
        Policy.Allow(["dynamodb:DeleteItem"], [Table(ResourceNames.VaultTable)], Policy.RemovedUnseen(VaultTable.IdentityPrefix, VaultTable.IndexPrefix)),
        // The table's key, for the table alone: an object of the bucket under the same key stays shut.
        Policy.Allow(["kms:Decrypt"], [keys.Phi.KeyArn], new()
        {
            ["StringEquals"] = new Dictionary<string, string> { ["kms:ViaService"] = $"dynamodb.{settings.Region}.amazonaws.com" },
        }),
        Policy.Allow(["s3:ListBucketVersions"], [.. Erased.Select(place => Bucket(settings, place.Bucket)).Distinct()]),
        Policy.Allow(["s3:DeleteObjectVersion"], [.. Erased.Select(place => Objects(settings, place.Bucket, place.Prefix))]),
    ];

    /// <summary>Pictures to pictures, both pseudonymous: no original, no vault, no secret.</summary>
    public IEnumerable<PolicyStatement> Teaching =>
    [
        StudiesTableUse, DataKey,
        Policy.Allow(["s3:GetObject"], [Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.StudiesPrefix)]),
        Policy.Allow(["s3:GetObject"], [$"{Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.TeachingPrefix)}/{ObjectKeys.TeachingContentsName}"]),
        Policy.Allow(["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"], [Objects(settings, ResourceNames.DeidentifiedBucket, ObjectKeys.TeachingPrefix)]),
        Policy.Allow(["s3:GetObject"], [$"{Objects(settings, ResourceNames.ResultsBucket, ObjectKeys.ResultsPrefix)}/contours.json"]),
        Policy.Allow(["s3:DeleteObject", "s3:PutObject"], [Objects(settings, ResourceNames.ResultsBucket, ObjectKeys.TeachingAnswersPrefix)]),
        Policy.Allow(["s3:ListBucket"], [Bucket(settings, ResourceNames.DeidentifiedBucket), Bucket(settings, ResourceNames.ResultsBucket)]),
        KeepFailures,
    ];

    public IEnumerable<PolicyStatement> RotateSecret =>
    [
        Secrets(
            ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"],
            ResourceNames.LookupKeySecret, ResourceNames.UidKeySecret, ResourceNames.VaultKeySecret),
        Policy.Allow(Use, [keys.Secrets.KeyArn]),
    ];

    private PolicyStatement StudiesTableUse => Policy.Allow([.. Read, .. Write], Studies(settings));

    /// <summary>Entries are put and read, never changed or deleted.</summary>
    private PolicyStatement AuditAppend => Policy.Allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], [Table(ResourceNames.AuditTable)]);

    private PolicyStatement DataKey => Policy.Allow(Use, [keys.Data.KeyArn]);

    private PolicyStatement SecretsKey => Policy.Allow(["kms:Decrypt"], [keys.Secrets.KeyArn]);

    /// <summary>Lambda writes an event that failed for good under the function's own role.</summary>
    private PolicyStatement KeepFailures => Policy.Allow(
        ["s3:ListBucket", "s3:PutObject"], [Bucket(settings, ResourceNames.FailuresBucket), Objects(settings, ResourceNames.FailuresBucket, "")]);

    private IEnumerable<PolicyStatement> Publish =>
    [
        Policy.Allow(["sns:Publish"], [alerts.Radiologists.TopicArn]),
        // A phone number has no ARN: every topic is excluded instead.
        new PolicyStatement(new PolicyStatementProps { Actions = ["sns:Publish"], NotResources = ["arn:aws:sns:*:*:*"] }),
    ];

    private IEnumerable<PolicyStatement> RunTasks(string action) =>
    [
        Policy.Allow([action], [Arn("ecs", $"task-definition/{inference.TaskFamily}:*")], new()
        {
            ["ArnEquals"] = new Dictionary<string, string> { ["ecs:cluster"] = Arn("ecs", $"cluster/{ResourceNames.Cluster}") },
        }),
        // The task bears its definition's tags: without them its cost is nobody's.
        Policy.Allow(["ecs:TagResource"], [Arn("ecs", $"task/{ResourceNames.Cluster}/*")], new()
        {
            ["StringEquals"] = new Dictionary<string, string> { ["ecs:CreateAction"] = "RunTask" },
        }),
        Policy.Allow(["iam:PassRole"], [inference.TaskRole.RoleArn, inference.ExecutionRole.RoleArn], new()
        {
            ["StringEquals"] = new Dictionary<string, string> { ["iam:PassedToService"] = "ecs-tasks.amazonaws.com" },
        }),
    ];

    /// <summary>Secrets Manager appends six characters to a name.</summary>
    private PolicyStatement Secrets(string[] actions, params string[] names) =>
        Policy.Allow(actions, [.. names.Select(name => Arn("secretsmanager", $"secret:{name}-??????"))]);

    private string Table(string name) => Arn("dynamodb", $"table/{name}");

    private static string[] Studies(DeploymentSettings settings)
    {
        var table = $"arn:aws:dynamodb:{settings.Region}:{settings.Account}:table/{ResourceNames.StudiesTable}";
        return [table, $"{table}/index/*"];
    }

    private string Arn(string service, string resource) => $"arn:aws:{service}:{settings.Region}:{settings.Account}:{resource}";

    private static string Bucket(DeploymentSettings settings, string name) => $"arn:aws:s3:::{settings.BucketName(name)}";

    private static string Objects(DeploymentSettings settings, string bucket, string prefix) => $"{Bucket(settings, bucket)}/{prefix}*";
}
