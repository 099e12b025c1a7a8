using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;
using FirstRead.StandIns.AwsWire;

namespace Amazon.DynamoDBStreams;

/// <summary>Source: Amazon DynamoDB Streams API reference, 2012-08-10.</summary>
public class AmazonDynamoDBStreamsClient : WireClient, IAmazonDynamoDBStreams
{
    private static readonly StreamsJson Json = StreamsJson.Default;

    public AmazonDynamoDBStreamsClient() : this(new AmazonDynamoDBStreamsConfig())
    {
    }

    public AmazonDynamoDBStreamsClient(AmazonDynamoDBStreamsConfig clientConfig) : base(clientConfig)
    {
    }

    public AmazonDynamoDBStreamsClient(AWSCredentials credentials, AmazonDynamoDBStreamsConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<DescribeStreamResponse> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("DescribeStream", request, Json.DescribeStreamRequest, Json.DescribeStreamResponse, cancellationToken);

    public virtual Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("GetRecords", request, Json.GetRecordsRequest, Json.GetRecordsResponse, cancellationToken);

    public virtual Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("GetShardIterator", request, Json.GetShardIteratorRequest, Json.GetShardIteratorResponse, cancellationToken);

    private protected override AmazonServiceException Fail(ServiceError error) => error.Code switch
    {
        "ExpiredIteratorException" => new ExpiredIteratorException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "InternalServerError" => new InternalServerErrorException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "LimitExceededException" => new LimitExceededException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "TrimmedDataAccessException" => new TrimmedDataAccessException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        _ => new AmazonDynamoDBStreamsException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
    };
}
