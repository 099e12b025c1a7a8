using FirstRead.Local.DynamoDb;
using FirstRead.Local.Iam;
using FirstRead.Local.Template;

namespace FirstRead.Local.Tests.Iam;

/// <summary>DynamoDB's own JSON against the roles that the template gives the vault's three users.</summary>
public sealed class DynamoPermissionsTests
{
    private const string Index = """{"pk":{"S":"INDEX#1"},"sk":{"S":"INDEX"}}""";
    private const string Identity = """{"pk":{"S":"IDENTITY#t"},"sk":{"S":"PERSON"},"sealed":{"B":"AA=="}}""";

    private TemporaryFolder _folder = null!;
    private DynamoPermissions _permissions = null!;
    private IReadOnlyDictionary<string, Principal> _roles = null!;

    [SetUp]
    public void Read()
    {
        var template = StackTemplate.Read(StackTemplate.StandardPath);
        (_folder, _roles) = (new TemporaryFolder(), StackRoles.Of(template));
        _permissions = new DynamoPermissions(new Guard(new ResourcePolicies(template), new DenialLog(_folder.At("denied.log")), enforce: true), TableKeys.Of(template));
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("firstread-ingest", "GetItem", $$"""{"TableName":"firstread-vault","Key":{{Index}}}""", ExpectedResult = "")]
    [TestCase("firstread-ingest", "GetItem", $$"""{"TableName":"firstread-vault","Key":{{Identity}}}""", ExpectedResult = "dynamodb:GetItem")]
    [TestCase("firstread-ingest", "PutItem", $$"""{"TableName":"firstread-vault","Item":{{Identity}}}""", ExpectedResult = "")]
    [TestCase("firstread-ingest", "Scan", """{"TableName":"firstread-vault"}""", ExpectedResult = "dynamodb:Scan")]
    [TestCase("firstread-api", "GetItem", $$"""{"TableName":"firstread-vault","Key":{{Index}}}""", ExpectedResult = "dynamodb:GetItem")]
    [TestCase("firstread-api", "Scan", """{"TableName":"firstread-studies"}""", ExpectedResult = "dynamodb:Scan")]
    [TestCase("firstread-api", "Query", """{"TableName":"firstread-studies","IndexName":"worklist"}""", ExpectedResult = "")]
    [TestCase("firstread-api", "DeleteItem", """{"TableName":"firstread-audit","Key":{"pk":{"S":"x"},"sk":{"S":"y"}}}""", ExpectedResult = "dynamodb:DeleteItem")]
    [TestCase("firstread-reidentify", "GetItem", $$"""{"TableName":"firstread-vault","Key":{{Identity}}}""", ExpectedResult = "")]
    [TestCase("firstread-reidentify", "BatchGetItem", $$"""{"RequestItems":{"firstread-vault":{"Keys":[{{Index}}]} } }""", ExpectedResult = "dynamodb:BatchGetItem")]
    [TestCase("firstread-reidentify", "ExecuteStatement", """{"Statement":"SELECT * FROM \"firstread-vault\""}""", ExpectedResult = "dynamodb:ExecuteStatement")]
    public string Call_Is(string role, string operation, string body) => Denied(role, operation, body);

    [TestCase("pk = :k", "pk, sk", "SPECIFIC_ATTRIBUTES", ExpectedResult = "")]
    [TestCase("#p = :k", "pk, sk", "SPECIFIC_ATTRIBUTES", ExpectedResult = "")]
    [TestCase("pk = :k", "pk, sk, sealed", "SPECIFIC_ATTRIBUTES", ExpectedResult = "dynamodb:Query")]
    [TestCase("pk = :k AND begins_with(sk, :k)", "pk, #s", "SPECIFIC_ATTRIBUTES", ExpectedResult = "dynamodb:Query", Description = "#s is the sealed identity")]
    [TestCase("pk = :k", "pk, sk", "ALL_ATTRIBUTES", ExpectedResult = "dynamodb:Query")]
    [TestCase("pk = :other", "pk, sk", "SPECIFIC_ATTRIBUTES", ExpectedResult = "dynamodb:Query")]
    public string Query_OfTheEraser_IsOfKeysOfIdentitiesAlone(string condition, string projection, string select) => Denied("firstread-erase", "Query", $$"""
        {
          "TableName": "firstread-vault", "KeyConditionExpression": "{{condition}}", "ProjectionExpression": "{{projection}}", "Select": "{{select}}",
          "ExpressionAttributeNames": { "#p": "pk", "#s": "sealed" }, "ExpressionAttributeValues": { ":k": { "S": "IDENTITY#t" }, ":other": { "S": "KEYS" } }
        }
        """);

    [TestCase("NONE", ExpectedResult = "")]
    [TestCase("ALL_OLD", ExpectedResult = "dynamodb:DeleteItem")]
    public string Delete_OfTheEraser_SeesNothing(string returned) =>
        Denied("firstread-erase", "DeleteItem", $$"""{"TableName":"firstread-vault","Key":{{Index}},"ReturnValues":"{{returned}}"}""");

    [TestCase(Index, ExpectedResult = "")]
    [TestCase("""{"pk":{"S":"KEYS"},"sk":{"S":"1"}}""", ExpectedResult = "dynamodb:PutItem")]
    public string Transaction_OfIngest_IsAskedPartByPart(string item) => Denied("firstread-ingest", "TransactWriteItems", $$"""
        {"TransactItems":[{"ConditionCheck":{"TableName":"firstread-vault","Key":{{Index}} } },{"Put":{"TableName":"firstread-vault","Item":{{item}} } }]}
        """);

    [Test]
    public void Table_UnderAKeyThatTheRoleMayNotUse_StaysShut()
    {
        var withoutKey = _roles["firstread-api"] with { Statements = [.. _roles["firstread-api"].Statements.Where(statement => !statement.Actions.Contains("kms:Decrypt"))] };
        var denial = _permissions.Check(withoutKey, "GetItem", """{"TableName":"firstread-studies","Key":{"pk":{"S":"x"},"sk":{"S":"y"}}}"""u8.ToArray());
        Assert.That(denial?.Request.Action, Is.EqualTo("kms:Decrypt"));
    }

    /// <summary>The action that is denied; empty when none is.</summary>
    private string Denied(string role, string operation, string body) => _permissions.Check(_roles[role], operation, System.Text.Encoding.UTF8.GetBytes(body))?.Request.Action ?? "";
}
