using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace FirstRead.Aws.Tests.StandIns;

public sealed class LambdaClientTests
{
    [Test]
    public async Task Invoke_AsAnEvent_SendsThePayloadAndReadsTheStatus()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(202, ""));
        using var client = Client(server);

        var answer = await client.InvokeAsync(Request());

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(202));
            Assert.That((request.Method, request.Path), Is.EqualTo(("POST", "/2015-03-31/functions/firstread-ingest/invocations")));
            Assert.That(request.Headers["X-Amz-Invocation-Type"], Is.EqualTo("Event"));
            Assert.That(request.Headers["Authorization"], Does.Contain("/lambda/aws4_request"));
            Assert.That(request.Body, Is.EqualTo("""{"Records":[]}"""));
        });
    }

    [Test]
    public async Task Invoke_OfNoFunction_ThrowsItsType()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(
            404, """{"Type":"User","Message":"Function not found."}""", Headers: new() { ["x-amzn-ErrorType"] = "ResourceNotFoundException:http://internal.amazon.com/", ["x-amzn-RequestId"] = "r-1" }));
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.InvokeAsync(Request()));

        Assert.That((error!.Message, error.RequestId), Is.EqualTo(("Function not found.", "r-1")));
    }

    private static InvokeRequest Request() => new()
    {
        FunctionName = "firstread-ingest",
        InvocationType = InvocationType.Event,
        PayloadStream = new MemoryStream(Encoding.UTF8.GetBytes("""{"Records":[]}""")),
    };

    private static AmazonLambdaClient Client(WireServer server) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonLambdaConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = "us-east-1" });
}
