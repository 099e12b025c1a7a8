using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FirstRead.Core.Triage;

namespace FirstRead.Aws.Triage;

/// <inheritdoc cref="ITextMessages"/>
public sealed class SnsTextMessages(IAmazonSimpleNotificationService client) : ITextMessages
{
    /// <summary>Delivered with priority over promotional ones (SNS Developer Guide, "Sending SMS messages").</summary>
    private static readonly MessageAttributeValue Transactional = new() { DataType = "String", StringValue = "Transactional" };

    public async Task<string> SendAsync(string phone, string text, CancellationToken cancel)
    {
        var request = new PublishRequest
        {
            PhoneNumber = phone,
            Message = text,
            MessageAttributes = new Dictionary<string, MessageAttributeValue> { ["AWS.SNS.SMS.SMSType"] = Transactional },
        };
        return (await client.PublishAsync(request, cancel)).MessageId;
    }
}
