using FirstRead.Local.Iam;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Gateway;

/// <summary>CloudFront before the buckets: it has no role, so that only the policies of bucket and key let it in (CloudFront Developer Guide, "Restrict access to an Amazon S3 origin").</summary>
public sealed class Distribution
{
    private const string SourceArn = "aws:SourceArn";

    private readonly Principal _service = Principal.Service("cloudfront.amazonaws.com", AccessKey.Account);
    private readonly Guard _guard;
    private readonly string _arn;

    public Distribution(Account account) =>
        (_guard, _arn) = (account.Guard, PhysicalNames.Arn(account.Template.OfType("AWS::CloudFront::Distribution").Single()));

    public bool MayRead(string bucket, string key)
    {
        var arn = $"arn:aws:s3:::{bucket}";
        var opened = _guard.Policies.KeyOf(arn) is { } sealedBy ? [AccessRequest.Of("kms:Decrypt", sealedBy, (SourceArn, [_arn]))] : Array.Empty<AccessRequest>();
        return _guard.Check(_service, [AccessRequest.Of("s3:GetObject", $"{arn}/{key}", (SourceArn, [_arn])), .. opened]) is null;
    }
}
