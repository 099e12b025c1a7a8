using FirstRead.StandIns.AwsWire;

namespace Amazon.DynamoDBStreams;

public class AmazonDynamoDBStreamsConfig() : WireClientConfig(
    new ServiceDescription("DynamoDB Streams", "streams.dynamodb", "dynamodb", new WireProtocol.Json("DynamoDBStreams_20120810", "1.0")));
