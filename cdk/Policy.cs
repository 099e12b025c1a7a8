using Amazon.CDK.AWS.IAM;

namespace FirstRead.Cdk;

/// <summary>Short spellings for policy statements.</summary>
internal static class Policy
{
    public static PolicyDocument Of(IEnumerable<PolicyStatement> statements) => new(new PolicyDocumentProps { Statements = [.. statements] });

    public static PolicyStatement Allow(string[] actions, string[] resources, Dictionary<string, object>? conditions = null) => new(new PolicyStatementProps
    {
        Actions = actions,
        Resources = resources,
        Conditions = conditions,
    });

    /// <summary>Every partition key that the call names begins so.</summary>
    public static Dictionary<string, object> KeysBeginWith(params string[] prefixes) => new()
    {
        ["ForAllValues:StringLike"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = prefixes.Select(prefix => $"{prefix}*").ToArray() },
        // ForAllValues holds where a call names no key at all (Scan): such calls are not for us.
        ["Null"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "false" },
    };
}
