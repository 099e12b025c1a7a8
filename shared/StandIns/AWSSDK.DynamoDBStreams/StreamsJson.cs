using System.Text.Json.Serialization;
using Amazon.DynamoDBStreams.Model;
using FirstRead.StandIns.AwsWire;

namespace Amazon.DynamoDBStreams;

[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true, // "Records", but in each "eventName"
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EpochSecondsConverter), typeof(MemoryStreamConverter)])]
[JsonSerializable(typeof(DescribeStreamRequest))]
[JsonSerializable(typeof(DescribeStreamResponse))]
[JsonSerializable(typeof(GetRecordsRequest))]
[JsonSerializable(typeof(GetRecordsResponse))]
[JsonSerializable(typeof(GetShardIteratorRequest))]
[JsonSerializable(typeof(GetShardIteratorResponse))]
internal sealed partial class StreamsJson : JsonSerializerContext;
