using Amazon.ECS.Model;
using Amazon.Runtime;
using FirstRead.StandIns.AwsWire;

namespace Amazon.ECS;

/// <summary>Source: Amazon Elastic Container Service API reference, 2014-11-13.</summary>
public class AmazonECSClient : WireClient, IAmazonECS
{
    private static readonly EcsJson Json = EcsJson.Default;

    public AmazonECSClient() : this(new AmazonECSConfig())
    {
    }

    public AmazonECSClient(AmazonECSConfig clientConfig) : base(clientConfig)
    {
    }

    public AmazonECSClient(AWSCredentials credentials, AmazonECSConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("DescribeTasks", request, Json.DescribeTasksRequest, Json.DescribeTasksResponse, cancellationToken);

    public virtual Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("RunTask", request, Json.RunTaskRequest, Json.RunTaskResponse, cancellationToken);

    public virtual Task<StopTaskResponse> StopTaskAsync(StopTaskRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("StopTask", request, Json.StopTaskRequest, Json.StopTaskResponse, cancellationToken);

    private protected override AmazonServiceException Fail(ServiceError error) => error.Code switch
    {
        "AccessDeniedException" => new AccessDeniedException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "ClientException" => new ClientException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "ClusterNotFoundException" => new ClusterNotFoundException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "InvalidParameterException" => new InvalidParameterException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "ServerException" => new ServerException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        _ => new AmazonECSException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
    };
}
