using Amazon.Lambda.Model;
using Amazon.Runtime;
using FirstRead.StandIns.AwsWire;

namespace Amazon.Lambda;

/// <summary>Source: AWS Lambda API reference, 2015-03-31.</summary>
public class AmazonLambdaClient : WireClient, IAmazonLambda
{
    public AmazonLambdaClient() : this(new AmazonLambdaConfig())
    {
    }

    public AmazonLambdaClient(AmazonLambdaConfig clientConfig) : base(clientConfig)
    {
    }

    public AmazonLambdaClient(AWSCredentials credentials, AmazonLambdaConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) => CallRestAsync(
        request,
        "POST",
        $"/2015-03-31/functions/{Uri.EscapeDataString(request.FunctionName)}/invocations",
        request.InvocationType is { } type ? [("X-Amz-Invocation-Type", type.Value)] : [],
        request.PayloadStream?.ToArray() ?? [],
        (status, header) => new InvokeResponse { StatusCode = (int)status, FunctionError = header("X-Amz-Function-Error") },
        cancellationToken);

    private protected override AmazonServiceException Fail(ServiceError error) => error.Code switch
    {
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "TooManyRequestsException" => new TooManyRequestsException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        _ => new AmazonLambdaException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
    };
}
