using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace FirstRead.Aws.Tests.StandIns;

/// <summary>Events as AWS's documentation prints them.</summary>
public sealed class LambdaEventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<LambdaEventJson> Serializer = new();

    [Test]
    public void S3Event_AsDocumented_IsRead()
    {
        var s3 = Read<S3Event>("""
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-2","eventTime":"2019-09-03T19:37:27.192Z",
            "eventName":"ObjectCreated:Put","userIdentity":{"principalId":"AWS:AIDAINPONIXQXHT3IKHL2"},
            "requestParameters":{"sourceIPAddress":"205.255.255.255"},"responseElements":{"x-amz-request-id":"D82B88E5F771F645"},
            "s3":{"s3SchemaVersion":"1.0","configurationId":"828aa6fc-f7b5-4305-8584-487c791949c1",
            "bucket":{"name":"incoming","ownerIdentity":{"principalId":"A3I5XTEXAMAI3E"},"arn":"arn:aws:s3:::incoming"},
            "object":{"key":"uploads/a+b","size":1305107,"eTag":"b21b84d653bb07b05b1e6b33684dc11b","versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko","sequencer":"0C0F6F405D6ED209E1"}}}]}
            """).Records.Single();

        Assert.Multiple(() =>
        {
            Assert.That(s3.EventName, Is.EqualTo("ObjectCreated:Put"));
            Assert.That(s3.EventTime, Is.EqualTo(new DateTime(2019, 9, 3, 19, 37, 27, 192, DateTimeKind.Utc)));
            Assert.That(s3.S3.Bucket.Name, Is.EqualTo("incoming"));
            Assert.That(s3.S3.Object.Key, Is.EqualTo("uploads/a+b"));
            Assert.That(s3.S3.Object.Size, Is.EqualTo(1305107));
            Assert.That(s3.S3.Object.ETag, Is.EqualTo("b21b84d653bb07b05b1e6b33684dc11b"));
            Assert.That(s3.S3.Object.VersionId, Is.EqualTo("096fKKXTRTtl3on89fVO.nfljtsv6qko"));
        });
    }

    [Test]
    public void DynamoDBEvent_AsDocumented_IsRead()
    {
        var record = Read<DynamoDBEvent>("""
            {"Records":[{"eventID":"1","eventVersion":"1.1","eventName":"INSERT","eventSource":"aws:dynamodb","awsRegion":"us-east-1",
            "dynamodb":{"ApproximateCreationDateTime":1579726331.5,"Keys":{"pk":{"S":"STUDY#1"},"sk":{"S":"RESULT#000001"}},
            "NewImage":{"count":{"N":"3"},"open":{"BOOL":true},"none":{"NULL":true},"tags":{"L":[{"S":"a"}]},"map":{"M":{"x":{"N":"1"}}},"bytes":{"B":"AQI="}},
            "SequenceNumber":"222","SizeBytes":59,"StreamViewType":"NEW_AND_OLD_IMAGES"},"eventSourceARN":"arn:aws:dynamodb:us-east-1:1:table/t/stream/s"}]}
            """).Records.Single();

        var image = record.Dynamodb.NewImage;
        Assert.Multiple(() =>
        {
            Assert.That(record.EventName, Is.EqualTo("INSERT"));
            Assert.That(record.EventSourceArn, Does.EndWith("/stream/s"));
            Assert.That(record.Dynamodb.ApproximateCreationDateTime, Is.EqualTo(new DateTime(2020, 1, 22, 20, 52, 11, 500, DateTimeKind.Utc)));
            Assert.That(record.Dynamodb.Keys["sk"].S, Is.EqualTo("RESULT#000001"));
            Assert.That(record.Dynamodb.SequenceNumber, Is.EqualTo("222"));
            Assert.That(image["count"].N, Is.EqualTo("3"));
            Assert.That(image["open"].BOOL, Is.True);
            Assert.That(image["none"].NULL, Is.True);
            Assert.That(image["tags"].L.Single().S, Is.EqualTo("a"));
            Assert.That(image["map"].M["x"].N, Is.EqualTo("1"));
            Assert.That(image["bytes"].B.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        });
    }

    [Test]
    public void StreamsEventResponse_OneFailure_IsWrittenWithLambdasNames()
    {
        using var output = new MemoryStream();

        Serializer.Serialize(new StreamsEventResponse { BatchItemFailures = [new() { ItemIdentifier = "222" }] }, output);

        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Is.EqualTo("""{"batchItemFailures":[{"itemIdentifier":"222"}]}"""));
    }

    private static T Read<T>(string json) => Serializer.Deserialize<T>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}

[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
public sealed partial class LambdaEventJson : JsonSerializerContext;
