using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

public class GetRecordsRequest : AmazonWebServiceRequest
{
    public int? Limit { get; set; }

    public string ShardIterator { get; set; }
}

public class GetRecordsResponse : AmazonWebServiceResponse
{
    /// <summary>Null when the shard is closed and read to its end.</summary>
    public string NextShardIterator { get; set; }

    public List<Record> Records { get; set; }
}

public class Record
{
    public string AwsRegion { get; set; }

    public StreamRecord Dynamodb { get; set; }

    public string EventID { get; set; }

    public OperationType EventName { get; set; }

    public string EventSource { get; set; }

    public string EventVersion { get; set; }

    public Identity UserIdentity { get; set; }
}

public class StreamRecord
{
    public DateTime? ApproximateCreationDateTime { get; set; }

    public Dictionary<string, AttributeValue> Keys { get; set; }

    public Dictionary<string, AttributeValue> NewImage { get; set; }

    public Dictionary<string, AttributeValue> OldImage { get; set; }

    public string SequenceNumber { get; set; }

    public long? SizeBytes { get; set; }

    public StreamViewType StreamViewType { get; set; }
}

public class Identity
{
    public string PrincipalId { get; set; }

    public string Type { get; set; }
}
