using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

public class GetShardIteratorRequest : AmazonWebServiceRequest
{
    public string SequenceNumber { get; set; }

    public string ShardId { get; set; }

    public ShardIteratorType ShardIteratorType { get; set; }

    public string StreamArn { get; set; }
}

public class GetShardIteratorResponse : AmazonWebServiceResponse
{
    /// <summary>Valid for 15 minutes.</summary>
    public string ShardIterator { get; set; }
}
