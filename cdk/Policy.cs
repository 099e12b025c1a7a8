using Amazon.CDK.AWS.IAM;
using FirstRead.Core.Storage;

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

    /// <summary>The call names a partition key that begins so, and asks of what stands there for keys alone.</summary>
    public static Dictionary<string, object> KeysAlone(params string[] prefixes)
    {
        var conditions = KeysBeginWith(prefixes);
        conditions["ForAllValues:StringEquals"] = new Dictionary<string, object> { ["dynamodb:Attributes"] = new[] { ItemKey.PkName, ItemKey.SkName } };
        conditions["StringEquals"] = new Dictionary<string, object> { ["dynamodb:Select"] = "SPECIFIC_ATTRIBUTES" };
        return conditions;
    }

    /// <summary>The call names a partition key that begins so, and is told nothing of what it removes.</summary>
    public static Dictionary<string, object> RemovedUnseen(params string[] prefixes)
    {
        var conditions = KeysBeginWith(prefixes);
        conditions["StringEqualsIfExists"] = new Dictionary<string, object> { ["dynamodb:ReturnValues"] = "NONE" };
        return conditions;
    }

    /// <summary>Every partition key that the call names begins so.</summary>
    public static Dictionary<string, object> KeysBeginWith(params string[] prefixes) => new()
    {
        ["ForAllValues:StringLike"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = prefixes.Select(prefix => $"{prefix}*").ToArray() },
        // ForAllValues holds where a call names no key at all (Scan): such calls are not for us.
        ["Null"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "false" },
    };
}
