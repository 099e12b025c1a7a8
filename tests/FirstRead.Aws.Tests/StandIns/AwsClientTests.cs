using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace FirstRead.Aws.Tests.StandIns;

/// <summary>What every stand-in client takes from AWSSDK.Core: signature, retries, endpoint from the environment, typed errors.</summary>
[NonParallelizable]
public sealed class AwsClientTests
{
    private const string Answer = """{"ARN":"arn:secret","Name":"keys","VersionId":"v1","SecretString":"{}","VersionStages":["AWSCURRENT"],"CreatedDate":1.5}""";
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");

    [Test]
    public async Task Request_OfJsonService_IsSignedAndNamesItsTarget()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, Answer));
        using var client = Client(server);

        var value = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys", VersionStage = "AWSCURRENT" });

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Body, Is.EqualTo("""{"SecretId":"keys","VersionStage":"AWSCURRENT"}"""));
            Assert.That(request.Headers["X-Amz-Target"], Is.EqualTo("secretsmanager.GetSecretValue"));
            Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/x-amz-json-1.1"));
            Assert.That(request.Headers["Authorization"], Does.Match(
                "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/us-east-1/secretsmanager/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$"));
            Assert.That(value.SecretString, Is.EqualTo("{}"));
            Assert.That(value.VersionStages, Is.EqualTo(new[] { "AWSCURRENT" }));
            Assert.That(value.CreatedDate, Is.EqualTo(DateTime.UnixEpoch.AddSeconds(1.5)));
        });
    }

    [TestCase(500, """{"__type":"InternalServiceError"}""")]
    [TestCase(503, "no JSON at all")]
    [TestCase(400, """{"__type":"ThrottlingException","message":"slow down"}""")]
    public async Task Request_PassingFailure_IsTriedAgain(int status, string body)
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(status, body), new WireAnswer(200, Answer));
        using var client = Client(server);

        var value = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys" });

        Assert.That(value.VersionId, Is.EqualTo("v1"));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Request_Refused_ThrowsTheServicesTypeOnceWithCodeAndId()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(
            400,
            """{"__type":"com.amazonaws.secretsmanager#ResourceNotFoundException","Message":"no such secret"}""",
            Headers: new() { ["x-amzn-RequestId"] = "request-1" }));
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys" }));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Message, Is.EqualTo("no such secret"));
            Assert.That(error.ErrorCode, Is.EqualTo("ResourceNotFoundException"));
            Assert.That(error.RequestId, Is.EqualTo("request-1"));
            Assert.That(error.ErrorType, Is.EqualTo(ErrorType.Sender));
            Assert.That(server.Requests, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task Endpoint_InTheServicesVariable_IsUsed()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, Answer));
        await WithEnvironmentAsync(new()
        {
            ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = server.Address.ToString(),
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDFROMENV",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
        }, async () =>
        {
            using var client = new AmazonSecretsManagerClient();
            await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys" });
        });

        Assert.That(server.Requests.Single().Headers["Authorization"], Does.Contain("Credential=AKIDFROMENV/").And.Contain("/eu-central-1/"));
    }

    [Test]
    public async Task PutSecretValue_WithoutToken_MakesOneAndKeepsItOverARetry()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(500, "{}"), new WireAnswer(200, """{"VersionId":"v2"}"""));
        using var client = Client(server);

        await client.PutSecretValueAsync(new PutSecretValueRequest { SecretId = "keys", SecretString = "{}" });

        Assert.That(server.Requests[0].Body, Does.Match("\"ClientRequestToken\":\"[0-9a-f-]{36}\""));
        Assert.That(server.Requests[1].Body, Is.EqualTo(server.Requests[0].Body));
    }

    [Test]
    public async Task DescribeSecret_Answer_ListsStagesByVersion()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(
            200, """{"Name":"keys","RotationEnabled":true,"VersionIdsToStages":{"a":["AWSCURRENT"],"b":["AWSPENDING"]}}"""));
        using var client = Client(server);

        var secret = await client.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "keys" });

        Assert.That(secret.RotationEnabled, Is.True);
        Assert.That(secret.VersionIdsToStages["b"], Is.EqualTo(new[] { "AWSPENDING" }));
    }

    private static AmazonSecretsManagerClient Client(WireServer server) => new(
        Credentials, new AmazonSecretsManagerConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = "us-east-1" });

    private static async Task WithEnvironmentAsync(Dictionary<string, string> variables, Func<Task> act)
    {
        var before = variables.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            await act();
        }
        finally
        {
            foreach (var (name, value) in before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
