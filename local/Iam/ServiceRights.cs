using FirstRead.Local.Template;

namespace FirstRead.Local.Iam;

/// <summary>What Lambda does in the name of a function's role: its log, its failed events, its stream (Lambda Developer Guide, "Defining Lambda function permissions with an execution role").</summary>
public sealed class ServiceRights
{
    private static readonly string[] OfItsLog = ["logs:CreateLogStream", "logs:PutLogEvents"];
    private static readonly string[] OfItsStream = ["dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords"];

    private readonly Guard _guard;
    private readonly IReadOnlyDictionary<string, Principal> _roles;

    public ServiceRights(Account account, IEnumerable<StackFunction> functions)
    {
        _guard = account.Guard;
        _roles = functions.ToDictionary(function => function.Name, function => account.Keys.Holder(function.Role));
        foreach (var (name, role) in _roles)
            _guard.Check(role, OfItsLog.Select(action =>
                AccessRequest.Of(action, PhysicalNames.Arn("logs", $"log-group:/aws/lambda/{name}:log-stream:local"))));
    }

    /// <summary>Lambda puts an event that failed for good under the function's role, having asked for the bucket.</summary>
    public bool MayKeepFailure(string function, string bucket, string key) => _guard.Check(_roles[function],
    [
        AccessRequest.Of("s3:ListBucket", $"arn:aws:s3:::{bucket}"), AccessRequest.Of("s3:PutObject", $"arn:aws:s3:::{bucket}/{key}"),
        .. _guard.UseOfKey($"arn:aws:s3:::{bucket}", "s3", StackTemplate.Region, "kms:GenerateDataKey"),
    ]) is null;

    /// <summary>Lambda reads a stream under the function's role, and the table's key opens the records.</summary>
    public bool MayReadStream(StreamTrigger trigger) => _guard.Check(_roles[trigger.Function],
    [
        .. OfItsStream.Select(action => AccessRequest.Of(action, trigger.StreamArn)),
        AccessRequest.Of("dynamodb:ListStreams", "*"),
        .. _guard.UseOfKey(trigger.StreamArn.Split("/stream/")[0], "dynamodb", StackTemplate.Region, "kms:Decrypt"),
    ]) is null;
}
