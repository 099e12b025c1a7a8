namespace FirstRead.Core.Settings;

/// <summary>Names of what cdk/ creates and the local cloud mirrors. Buckets carry the account and region behind the prefix on AWS.</summary>
public static class ResourceNames
{
    public const string Prefix = "firstread";

    public const string StudiesTable = "firstread-studies";
    public const string VaultTable = "firstread-vault";
    public const string AuditTable = "firstread-audit";

    public const string IncomingBucket = "firstread-incoming";
    public const string DeidentifiedBucket = "firstread-deidentified";
    public const string ResultsBucket = "firstread-results";
    public const string PortalBucket = "firstread-portal";
    public const string FailuresBucket = "firstread-failures";
    public const string LogsBucket = "firstread-logs";

    public const string LookupKeySecret = "firstread/lookup-key";
    public const string UidKeySecret = "firstread/uid-key";
    public const string VaultKeySecret = "firstread/vault-key";

    /// <summary>RSA-2048 private key (PKCS#8 PEM, the secret's whole string) that signs CloudFront's cookies for <c>/pixels/*</c>, <c>/results/*</c> and <c>/teaching/*</c>.</summary>
    public const string PixelSigningKeySecret = "firstread/pixel-signing-key";

    /// <summary>What CloudFront shows the API's functions: JSON with <c>current</c> and <c>previous</c>.</summary>
    public const string OriginSecret = "firstread/origin-secret";

    public const string AlertTopic = "firstread-alerts";
    public const string OperationsTopic = "firstread-operations";
    public const string Cluster = "firstread";
    public const string TaskFamily = "firstread-inference";
    public const string GpuTaskFamily = "firstread-inference-gpu";
    public const string GpuCapacityProvider = "firstread-gpu";
    public const string ImageRepository = "firstread-inference";
    public const string ContainerName = "inference";

    /// <summary>Function names, as in functions/.</summary>
    public static class Functions
    {
        public const string Uploads = "firstread-uploads";
        public const string Ingest = "firstread-ingest";
        public const string Triage = "firstread-triage";
        public const string Reconcile = "firstread-reconcile";
        public const string Reidentify = "firstread-reidentify";
        public const string Api = "firstread-api";
        public const string Teaching = "firstread-teaching";
        public const string RotateSecret = "firstread-rotate-secret";
    }
}
