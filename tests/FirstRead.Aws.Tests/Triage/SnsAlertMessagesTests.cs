using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using FirstRead.Aws.Tests.StandIns;
using FirstRead.Aws.Triage;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Aws.Tests.Triage;

public sealed class SnsAlertMessagesTests
{
    private const string Published = """<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>""";

    private static readonly Person Ann = new("ann", "Dr. Ann", [MessageChannel.Sms, MessageChannel.Email], "+15555550100");

    [Test]
    public async Task Sms_GoesToThePhone()
    {
        var (delivery, body) = await SendAsync(MessageChannel.Sms, new WireAnswer(200, Published, "text/xml"));
        Assert.That(delivery, Is.EqualTo(new Delivery.Taken("m-1")));
        Assert.That(body, Does.Contain("PhoneNumber=%2B15555550100").And.Contain("Transactional").And.Not.Contain("TopicArn"));
    }

    [Test]
    public async Task Sms_WithAnOriginationNumber_ComesFromIt()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, Published, "text/xml"));
        await new SnsAlertMessages(Client(server.Address), "arn:topic", "+18005550100").SendAsync(new AlertMessage(Ann, MessageChannel.Sms, "text", "ABC123"), default);
        Assert.That(server.Requests[^1].Body, Does.Contain("Name=AWS.MM.SMS.OriginationNumber&").And.Contain("StringValue=%2B18005550100"));
    }

    [Test]
    public async Task Email_GoesToTheTopic_ForThePersonsSubscription()
    {
        var (_, body) = await SendAsync(MessageChannel.Email, new WireAnswer(200, Published, "text/xml"));
        Assert.That(body, Does.Contain("TopicArn=arn%3Atopic").And.Contain("Subject=FirstRead%3A%20study%20ABC123").And.Not.Contain("PhoneNumber"));
        Assert.That(body, Does.Contain("Name=person&").And.Contain("StringValue=ann&").And.Contain("Name=channel&").And.Contain("StringValue=email"));
    }

    [TestCase("InvalidParameter", "Invalid parameter: PhoneNumber Reason: +15555550100 is opted out")]
    [TestCase("SpendLimitReached", "No more this month")]
    [TestCase("AuthorizationError", "not yours")]
    public async Task Refusal_IsItsCode_NeverTheMessageWithTheNumber(string code, string message)
    {
        var (delivery, _) = await SendAsync(MessageChannel.Sms, new WireAnswer(400, Error(code, message), "text/xml"));
        Assert.That(delivery, Is.EqualTo(new Delivery.Refused(code)));
    }

    [Test]
    public async Task Silence_OfTheService_IsARefusalToo()
    {
        // Nobody listens at the discard port.
        var delivery = await new SnsAlertMessages(Client(new Uri("http://127.0.0.1:9")), "arn:topic").SendAsync(new AlertMessage(Ann, MessageChannel.Sms, "text", "ABC123"), default);
        Assert.That(delivery, Is.EqualTo(new Delivery.Refused("unreachable")));
    }

    private static async Task<(Delivery Delivery, string Body)> SendAsync(MessageChannel channel, WireAnswer answer)
    {
        await using var server = await WireServer.StartAsync(answer);
        var delivery = await new SnsAlertMessages(Client(server.Address), "arn:topic").SendAsync(new AlertMessage(Ann, channel, "text", "ABC123"), default);
        return (delivery, server.Requests[^1].Body);
    }

    private static AmazonSimpleNotificationServiceClient Client(Uri address) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonSimpleNotificationServiceConfig { ServiceURL = address.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static string Error(string code, string message) =>
        $"""<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>""";
}
