using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

public class DescribeStreamRequest : AmazonWebServiceRequest
{
    public string ExclusiveStartShardId { get; set; }

    public int? Limit { get; set; }

    public string StreamArn { get; set; }
}

public class DescribeStreamResponse : AmazonWebServiceResponse
{
    public StreamDescription StreamDescription { get; set; }
}

public class StreamDescription
{
    public DateTime? CreationRequestDateTime { get; set; }

    /// <summary>Null on the last page.</summary>
    public string LastEvaluatedShardId { get; set; }

    public List<Shard> Shards { get; set; }

    public string StreamArn { get; set; }

    public string StreamLabel { get; set; }

    public StreamStatus StreamStatus { get; set; }

    public StreamViewType StreamViewType { get; set; }

    public string TableName { get; set; }
}

public class Shard
{
    /// <summary>Read the parent to its end before the child: only so is the order of an item kept.</summary>
    public string ParentShardId { get; set; }

    public SequenceNumberRange SequenceNumberRange { get; set; }

    public string ShardId { get; set; }
}

public class SequenceNumberRange
{
    /// <summary>Null while the shard is open.</summary>
    public string EndingSequenceNumber { get; set; }

    public string StartingSequenceNumber { get; set; }
}
