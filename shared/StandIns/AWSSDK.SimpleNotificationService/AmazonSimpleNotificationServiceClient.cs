using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;
using FirstRead.StandIns.AwsWire;

namespace Amazon.SimpleNotificationService;

/// <summary>Source: Amazon Simple Notification Service API reference, 2010-03-31.</summary>
public class AmazonSimpleNotificationServiceClient : WireClient, IAmazonSimpleNotificationService
{
    public AmazonSimpleNotificationServiceClient() : this(new AmazonSimpleNotificationServiceConfig())
    {
    }

    public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig clientConfig) : base(clientConfig)
    {
    }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, AmazonSimpleNotificationServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public virtual Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) => CallQueryAsync(
        "Publish",
        request,
        Form(request),
        xml => new PublishResponse { MessageId = xml.Descendants().First(element => element.Name.LocalName == "MessageId").Value },
        cancellationToken);

    private static IEnumerable<(string Name, string Value)> Form(PublishRequest request)
    {
        (string Name, string Value)[] plain =
        [
            ("Message", request.Message), ("MessageStructure", request.MessageStructure), ("PhoneNumber", request.PhoneNumber),
            ("Subject", request.Subject), ("TargetArn", request.TargetArn), ("TopicArn", request.TopicArn),
        ];
        var attributes = (request.MessageAttributes ?? []).SelectMany((attribute, index) => new (string Name, string Value)[]
        {
            ($"MessageAttributes.entry.{index + 1}.Name", attribute.Key),
            ($"MessageAttributes.entry.{index + 1}.Value.DataType", attribute.Value.DataType),
            ($"MessageAttributes.entry.{index + 1}.Value.StringValue", attribute.Value.StringValue),
        });
        return plain.Concat(attributes).Where(field => field.Value is not null);
    }

    private protected override AmazonServiceException Fail(ServiceError error) => error.Code switch
    {
        "AuthorizationError" => new AuthorizationErrorException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "InternalError" => new InternalErrorException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "InvalidParameter" => new InvalidParameterException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "NotFound" => new NotFoundException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "Throttled" => new ThrottledException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        _ => new AmazonSimpleNotificationServiceException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
    };
}
