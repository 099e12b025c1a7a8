using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;

namespace FirstRead.Aws.Tests.StandIns;

public sealed class StreamsClientTests
{
    [Test]
    public async Task DescribeStream_Answer_ListsShardsWithTheirParents()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, """
            {"StreamDescription":{"StreamArn":"arn","StreamStatus":"ENABLED","StreamViewType":"NEW_IMAGE","CreationRequestDateTime":1.0,
             "Shards":[{"ShardId":"s2","ParentShardId":"s1","SequenceNumberRange":{"StartingSequenceNumber":"1"}}]}}
            """, "application/x-amz-json-1.0"));
        using var client = Client(server);

        var stream = (await client.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = "arn" })).StreamDescription;

        Assert.Multiple(() =>
        {
            Assert.That(stream.StreamStatus, Is.EqualTo(StreamStatus.ENABLED));
            Assert.That(stream.Shards.Single().ParentShardId, Is.EqualTo("s1"));
            Assert.That(stream.Shards.Single().SequenceNumberRange.EndingSequenceNumber, Is.Null);
            Assert.That(server.Requests.Single().Headers["X-Amz-Target"], Is.EqualTo("DynamoDBStreams_20120810.DescribeStream"));
            Assert.That(server.Requests.Single().Headers["Authorization"], Does.Contain("/dynamodb/aws4_request"));
        });
    }

    [Test]
    public async Task GetShardIterator_Request_CarriesItsType()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, """{"ShardIterator":"it"}"""));
        using var client = Client(server);

        var answer = await client.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = "arn",
            ShardId = "s",
            ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
        });

        Assert.That(answer.ShardIterator, Is.EqualTo("it"));
        Assert.That(server.Requests.Single().Body, Is.EqualTo("""{"ShardId":"s","ShardIteratorType":"TRIM_HORIZON","StreamArn":"arn"}"""));
    }

    [Test]
    public async Task GetRecords_Answer_KeepsEveryAttributeType()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(200, """
            {"NextShardIterator":"next","Records":[{"eventID":"e","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1",
             "dynamodb":{"ApproximateCreationDateTime":1.0,"Keys":{"pk":{"S":"a"}},"NewImage":{"n":{"N":"1"},"b":{"B":"AQI="},"t":{"BOOL":false},"z":{"NULL":true},
             "l":{"L":[{"S":"x"}]},"m":{"M":{"k":{"SS":["y"]}}}},"SequenceNumber":"7","SizeBytes":9,"StreamViewType":"NEW_IMAGE"}}]}
            """));
        using var client = Client(server);

        var answer = await client.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "it", Limit = 10 });

        var record = answer.Records.Single();
        var image = record.Dynamodb.NewImage;
        Assert.Multiple(() =>
        {
            Assert.That(answer.NextShardIterator, Is.EqualTo("next"));
            Assert.That(record.EventID, Is.EqualTo("e"));
            Assert.That(record.EventName, Is.EqualTo(OperationType.INSERT));
            Assert.That(record.Dynamodb.Keys["pk"].S, Is.EqualTo("a"));
            Assert.That(image["n"].N, Is.EqualTo("1"));
            Assert.That(image["b"].B.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That(image["t"].BOOL, Is.False);
            Assert.That(image["z"].NULL, Is.True);
            Assert.That(image["l"].L.Single().S, Is.EqualTo("x"));
            Assert.That(image["m"].M["k"].SS, Is.EqualTo(new[] { "y" }));
        });
    }

    [Test]
    public async Task GetRecords_IteratorTooOld_ThrowsItsType()
    {
        await using var server = await WireServer.StartAsync(new WireAnswer(
            400, """{"__type":"com.amazonaws.dynamodb.v20120810#ExpiredIteratorException","message":"too old"}"""));
        using var client = Client(server);

        await Assert.ThrowsAsync<ExpiredIteratorException>(() => client.GetRecordsAsync(new GetRecordsRequest { ShardIterator = "it" }));
    }

    private static AmazonDynamoDBStreamsClient Client(WireServer server) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonDynamoDBStreamsConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = "us-east-1" });
}
