using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class PublishRequest : AmazonWebServiceRequest
{
    /// <summary>At most 256 KB; an SMS is cut into parts of 140 bytes.</summary>
    public string Message { get; set; }

    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; }

    public string MessageStructure { get; set; }

    /// <summary>E.164, for example +15555550100; then no topic.</summary>
    public string PhoneNumber { get; set; }

    public string Subject { get; set; }

    public string TargetArn { get; set; }

    public string TopicArn { get; set; }
}

public class PublishResponse : AmazonWebServiceResponse
{
    public string MessageId { get; set; }
}

public class MessageAttributeValue
{
    /// <summary>String, Number or Binary.</summary>
    public string DataType { get; set; }

    public string StringValue { get; set; }
}
