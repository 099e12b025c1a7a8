using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace FirstRead.Aws.Tests.StandIns;

public sealed class SnsClientTests
{
    private const string Published = """
        <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult>
        <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>
        """;

    [Test]
    public async Task Publish_ToAPhone_SendsTheFormAndReadsTheId()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, Published, "text/xml"));
        using var client = Client(server);

        var answer = await client.PublishAsync(new PublishRequest
        {
            PhoneNumber = "+15555550100",
            Message = "High Risk & urgent = now",
            MessageAttributes = new() { ["AWS.SNS.SMS.SMSType"] = new() { DataType = "String", StringValue = "Transactional" } },
        });

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(answer.MessageId, Is.EqualTo("m-1"));
            Assert.That(request.Headers["Authorization"], Does.Contain("/sns/aws4_request"));
            Assert.That(request.Body, Is.EqualTo(
                "Action=Publish&Version=2010-03-31&Message=High%20Risk%20%26%20urgent%20%3D%20now&PhoneNumber=%2B15555550100"
                + "&MessageAttributes.entry.1.Name=AWS.SNS.SMS.SMSType&MessageAttributes.entry.1.Value.DataType=String"
                + "&MessageAttributes.entry.1.Value.StringValue=Transactional"));
        });
    }

    [Test]
    public async Task Publish_Throttled_IsTriedAgain()
    {
        await using var server = await WireServer.StartAsync(
            new WireAnswer(400, Error("Throttling", "Rate exceeded"), "text/xml"), new WireAnswer(200, Published, "text/xml"));
        using var client = Client(server);

        Assert.That((await client.PublishAsync(new PublishRequest { TopicArn = "arn:t", Message = "m" })).MessageId, Is.EqualTo("m-1"));
    }

    [Test]
    public async Task Publish_BadNumber_ThrowsItsType()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(400, Error("InvalidParameter", "Invalid parameter: PhoneNumber"), "text/xml"));
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<InvalidParameterException>(() => client.PublishAsync(new PublishRequest { PhoneNumber = "1", Message = "m" }));

        Assert.That(error!.Message, Does.Contain("PhoneNumber"));
        Assert.That(error.RequestId, Is.EqualTo("r-1"));
    }

    private static string Error(string code, string message) =>
        $"""<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>""";

    private static AmazonSimpleNotificationServiceClient Client(WireServer server) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonSimpleNotificationServiceConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = "us-east-1" });
}
