using FirstRead.Local.Template;

namespace FirstRead.Local.Iam;

/// <summary>What stands at resources: policies of buckets, topics and keys, and which key a resource is encrypted under. By ARN.</summary>
public sealed class ResourcePolicies
{
    private readonly Dictionary<string, List<PolicyStatement>> _policies = [];
    private readonly Dictionary<string, string> _keys = [];

    public ResourcePolicies(StackTemplate template)
    {
        foreach (var policy in template.OfType("AWS::S3::BucketPolicy"))
            Add($"arn:aws:s3:::{policy.Text("Bucket")}", policy, "PolicyDocument");
        foreach (var policy in template.OfType("AWS::SNS::TopicPolicy"))
            foreach (var topic in policy.Items("Topics"))
                Add(topic.ToString(), policy, "PolicyDocument");
        foreach (var key in template.OfType("AWS::KMS::Key"))
            Add(PhysicalNames.Arn(key), key, "KeyPolicy");
        foreach (var bucket in template.OfType("AWS::S3::Bucket"))
            Encrypt(bucket, (string?)bucket["BucketEncryption"]?["ServerSideEncryptionConfiguration"]?[0]?["ServerSideEncryptionByDefault"]?["KMSMasterKeyID"]);
        foreach (var table in template.OfType("AWS::DynamoDB::Table"))
            Encrypt(table, (string?)table["SSESpecification"]?["KMSMasterKeyId"]);
        foreach (var topic in template.OfType("AWS::SNS::Topic"))
            Encrypt(topic, topic.OptionalText("KmsMasterKeyId"));
        foreach (var secret in template.OfType("AWS::SecretsManager::Secret"))
            Encrypt(secret, secret.OptionalText("KmsKeyId"));
    }

    /// <summary>Of an object it is the bucket's.</summary>
    public IReadOnlyList<PolicyStatement> Of(string arn) => _policies.GetValueOrDefault(arn.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) ? arn.Split('/', 2)[0] : arn) ?? [];

    /// <summary>ARN of the key; null where AWS encrypts with its own, which asks nobody.</summary>
    public string? KeyOf(string arn) => _keys.GetValueOrDefault(arn);

    private void Add(string arn, StackResource resource, string property)
    {
        if (!_policies.TryGetValue(arn, out var statements))
            _policies[arn] = statements = [];
        statements.AddRange(PolicyStatement.ReadAll(resource[property]));
    }

    private void Encrypt(StackResource resource, string? key)
    {
        if (key is not null)
            _keys[PhysicalNames.Arn(resource)] = key;
    }
}
