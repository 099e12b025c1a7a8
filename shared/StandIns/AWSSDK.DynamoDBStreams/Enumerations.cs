using System.Text.Json.Serialization;
using Amazon.Runtime;
using FirstRead.StandIns.AwsWire;

namespace Amazon.DynamoDBStreams;

[JsonConverter(typeof(OperationTypeConverter))]
public class OperationType(string value) : ConstantClass(value)
{
    public static readonly OperationType INSERT = new("INSERT");
    public static readonly OperationType MODIFY = new("MODIFY");
    public static readonly OperationType REMOVE = new("REMOVE");

    public static implicit operator OperationType(string value) => new(value);
}

internal sealed class OperationTypeConverter() : ConstantConverter<OperationType>(value => new OperationType(value));

[JsonConverter(typeof(ShardIteratorTypeConverter))]
public class ShardIteratorType(string value) : ConstantClass(value)
{
    public static readonly ShardIteratorType AFTER_SEQUENCE_NUMBER = new("AFTER_SEQUENCE_NUMBER");
    public static readonly ShardIteratorType AT_SEQUENCE_NUMBER = new("AT_SEQUENCE_NUMBER");
    public static readonly ShardIteratorType LATEST = new("LATEST");
    public static readonly ShardIteratorType TRIM_HORIZON = new("TRIM_HORIZON");

    public static implicit operator ShardIteratorType(string value) => new(value);
}

internal sealed class ShardIteratorTypeConverter() : ConstantConverter<ShardIteratorType>(value => new ShardIteratorType(value));

[JsonConverter(typeof(StreamStatusConverter))]
public class StreamStatus(string value) : ConstantClass(value)
{
    public static readonly StreamStatus DISABLED = new("DISABLED");
    public static readonly StreamStatus DISABLING = new("DISABLING");
    public static readonly StreamStatus ENABLED = new("ENABLED");
    public static readonly StreamStatus ENABLING = new("ENABLING");

    public static implicit operator StreamStatus(string value) => new(value);
}

internal sealed class StreamStatusConverter() : ConstantConverter<StreamStatus>(value => new StreamStatus(value));

[JsonConverter(typeof(StreamViewTypeConverter))]
public class StreamViewType(string value) : ConstantClass(value)
{
    public static readonly StreamViewType KEYS_ONLY = new("KEYS_ONLY");
    public static readonly StreamViewType NEW_AND_OLD_IMAGES = new("NEW_AND_OLD_IMAGES");
    public static readonly StreamViewType NEW_IMAGE = new("NEW_IMAGE");
    public static readonly StreamViewType OLD_IMAGE = new("OLD_IMAGE");

    public static implicit operator StreamViewType(string value) => new(value);
}

internal sealed class StreamViewTypeConverter() : ConstantConverter<StreamViewType>(value => new StreamViewType(value));
