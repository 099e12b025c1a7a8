using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FirstRead.Core.Operations.Summaries;

namespace FirstRead.Aws.Operations;

/// <inheritdoc cref="IOperatorMessages"/>
public sealed class SnsOperatorMessages(IAmazonSimpleNotificationService client, string topicArn) : IOperatorMessages
{
    public Task SendAsync(string subject, string text, CancellationToken cancel) => client.PublishAsync(
        new PublishRequest
        {
            TopicArn = topicArn,
            Subject = subject,
            Message = text,
        },
        cancel);
}
