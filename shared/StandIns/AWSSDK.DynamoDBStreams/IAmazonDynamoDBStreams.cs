using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>Amazon DynamoDB Streams: the operations that this project calls.</summary>
public interface IAmazonDynamoDBStreams : IAmazonService, IDisposable
{
    Task<DescribeStreamResponse> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default);

    Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default);

    Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonDynamoDBStreamsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonDynamoDBStreamsClient(awsCredentials, (AmazonDynamoDBStreamsConfig)clientConfig);
}
