using System.Text.Json.Nodes;
using FirstRead.Local.Iam;

namespace FirstRead.Local.Tests.Iam;

/// <summary>Roles, resources and keys of one account (IAM User Guide, "Policy evaluation logic"; KMS Developer Guide, "Key policies").</summary>
public sealed class EvaluationTests
{
    private const string Account = "000000000000";
    private const string AllowRead = """{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::pictures/studies/*"}""";
    private const string DenyRead = """{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::pictures/studies/secret/*"}""";
    private const string AllowKey = """{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}""";
    private const string KeyTrustsAccount = """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"}""";

    [TestCase("s3:GetObject", "arn:aws:s3:::pictures/studies/1", ExpectedResult = Verdict.Allowed)]
    [TestCase("S3:getobject", "arn:aws:s3:::pictures/studies/1", ExpectedResult = Verdict.Allowed)]
    [TestCase("s3:GetObject", "arn:aws:s3:::pictures/Studies/1", ExpectedResult = Verdict.NotAllowed)]
    [TestCase("s3:PutObject", "arn:aws:s3:::pictures/studies/1", ExpectedResult = Verdict.NotAllowed)]
    [TestCase("s3:GetObject", "arn:aws:s3:::pictures/studies/secret/1", ExpectedResult = Verdict.DeniedByIdentity)]
    public Verdict Role_WithAnAllowanceAndADenial(string action, string resource) => Evaluation.Of(Role(AllowRead, DenyRead), AccessRequest.Of(action, resource), []);

    [Test]
    public void Resource_ThatDenies_OutweighsTheRolesRight()
    {
        var policy = Read("""{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}""");
        Assert.That(Evaluation.Of(Role(AllowRead), AccessRequest.Of("s3:GetObject", "arn:aws:s3:::pictures/studies/1"), policy), Is.EqualTo(Verdict.DeniedByResource));
    }

    [TestCase("""{"Service":"cloudfront.amazonaws.com"}""", ExpectedResult = Verdict.Allowed)]
    [TestCase("""{"Service":"logs.amazonaws.com"}""", ExpectedResult = Verdict.NotAllowed)]
    [TestCase("""{"AWS":"arn:aws:iam::000000000000:root"}""", ExpectedResult = Verdict.NotAllowed)]
    public Verdict Service_IsLetInByTheResourceAlone(string principal) => Evaluation.Of(
        Principal.Service("cloudfront.amazonaws.com", Account), AccessRequest.Of("s3:GetObject", "arn:aws:s3:::pictures/studies/1"),
        Read($$"""{"Effect":"Allow","Principal":{{principal}},"Action":"s3:GetObject","Resource":"arn:aws:s3:::pictures/*"}"""));

    [TestCase(KeyTrustsAccount, ExpectedResult = Verdict.Allowed)]
    [TestCase("""{"Effect":"Allow","Principal":{"Service":"logs.amazonaws.com"},"Action":"kms:*","Resource":"*"}""", ExpectedResult = Verdict.NotAllowed)]
    public Verdict Key_CountsARolesRightOnlyWhereItTrustsTheAccount(string keyPolicy) =>
        Evaluation.Of(Role(AllowKey), AccessRequest.Of("kms:Decrypt", "arn:aws:kms:us-east-1:000000000000:key/1"), Read(keyPolicy));

    [Test]
    public void Key_ThatTrustsTheAccount_GivesARoleWithoutARightNothing() =>
        Assert.That(Evaluation.Of(Role(AllowRead), AccessRequest.Of("kms:Decrypt", "arn:aws:kms:us-east-1:000000000000:key/1"), Read(KeyTrustsAccount)), Is.EqualTo(Verdict.NotAllowed));

    [TestCase("arn:aws:sns:us-east-1:000000000000:alerts", ExpectedResult = Verdict.NotAllowed)]
    [TestCase("+12025550142", ExpectedResult = Verdict.Allowed)]
    public Verdict Publish_ToAllButTopics_IsToPhonesAlone(string target) =>
        Evaluation.Of(Role("""{"Effect":"Allow","Action":"sns:Publish","NotResource":"arn:aws:sns:*:*:*"}"""), AccessRequest.Of("sns:Publish", target), []);

    [Test]
    public void Denial_InWords_TellsTheCallerAll_AndTheLogNoKeyAndNoPhone()
    {
        var denied = new Denial(Role(), AccessRequest.Of("s3:GetObject", "arn:aws:s3:::pictures/uploads/u1/f1"), Verdict.NotAllowed);
        var phone = new Denial(Role(), AccessRequest.Of("sns:Publish", "+12025550142"), Verdict.DeniedByIdentity);
        Assert.Multiple(() =>
        {
            Assert.That(denied.Message, Is.EqualTo(
                "User: arn:aws:sts::000000000000:assumed-role/reader/reader is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::pictures/uploads/u1/f1 because no identity-based policy allows the s3:GetObject action"));
            Assert.That(denied.Line, Is.EqualTo("AccessDenied: reader s3:GetObject on arn:aws:s3:::pictures/uploads/… because no identity-based policy allows the s3:GetObject action"));
            Assert.That(phone.Line, Is.EqualTo("AccessDenied: reader sns:Publish on a phone number with an explicit deny in an identity-based policy"));
        });
    }

    private static Principal Role(params string[] statements) => new("reader", Account, Read(statements));

    private static IReadOnlyList<PolicyStatement> Read(params string[] statements) => PolicyStatement.ReadAll(JsonNode.Parse($$"""{"Statement":[{{string.Join(',', statements)}}]}"""));
}
