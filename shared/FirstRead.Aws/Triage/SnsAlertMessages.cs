using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Aws.Triage;

/// <summary>
/// Text messages straight to the phone; e-mail and webhook by the topic, whose subscribers take what is for them by the
/// attributes <c>person</c> and <c>channel</c> (SNS Developer Guide, "Subscription filter policies").
/// </summary>
/// <param name="topicArn">Of the topic for radiologists.</param>
/// <param name="origination">The number, in E.164, that text messages come from; null leaves it to SNS, which picks one of the account's.</param>
public sealed class SnsAlertMessages(IAmazonSimpleNotificationService client, string topicArn, string? origination = null) : IAlertMessages
{
    private const string Unreachable = "unreachable";

    public async Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancel)
    {
        try
        {
            return new Delivery.Taken((await client.PublishAsync(Of(message), cancel)).MessageId);
        }
        catch (AmazonServiceException refused)
        {
            // An opted-out phone, a spending limit, a throttle that outlived the client's retries: another channel may still go.
            return new Delivery.Refused(refused.ErrorCode ?? Unreachable);
        }
        catch (Exception away) when (away is AmazonClientException or HttpRequestException or TimeoutException
            || away is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new Delivery.Refused(Unreachable);
        }
    }

    private PublishRequest Of(AlertMessage message) => message.Channel == MessageChannel.Sms
        ? new PublishRequest
        {
            PhoneNumber = message.To.Phone,
            Message = message.Text,
            MessageAttributes = SmsAttributes(),
        }
        : new PublishRequest
        {
            TopicArn = topicArn,
            Subject = $"FirstRead: study {message.Study}",
            Message = message.Text,
            MessageAttributes = new() { ["person"] = TextOf(message.To.Id), ["channel"] = TextOf(MessageChannelNames.Of(message.Channel)) },
        };

    private Dictionary<string, MessageAttributeValue> SmsAttributes()
    {
        // Delivered with priority over promotional ones (SNS Developer Guide, "Sending SMS messages").
        var attributes = new Dictionary<string, MessageAttributeValue> { ["AWS.SNS.SMS.SMSType"] = TextOf("Transactional") };
        if (origination is not null)
            attributes["AWS.MM.SMS.OriginationNumber"] = TextOf(origination);
        return attributes;
    }

    private static MessageAttributeValue TextOf(string value) => new() { DataType = "String", StringValue = value };
}
