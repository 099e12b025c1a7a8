using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Local.Lambda;
using FirstRead.Local.Template;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Tests.Template;

/// <summary>What the local cloud reads out of the template.</summary>
public sealed class StackTemplateTests
{
    private readonly StackTemplate _template = StackTemplate.Read(StackTemplate.StandardPath);

    [Test]
    public void Tables_AreThoseThatTheStoresAreTestedOn() => Assert.That(
        StackTables.Of(_template).Select(table => (table.TableName, table.GlobalSecondaryIndexes?.Count ?? 0, table.StreamSpecification?.StreamViewType.Value)),
        Is.EquivalentTo(new[]
        {
            (ResourceNames.StudiesTable, TableSchemas.Studies("t").GlobalSecondaryIndexes.Count, "NEW_AND_OLD_IMAGES"), (ResourceNames.VaultTable, 0, (string?)null), (ResourceNames.AuditTable, 0, null),
        }));

    [Test]
    public void Names_BearNoAccount_AndArnsTheLocalOne()
    {
        Assert.That(_template.OfType("AWS::S3::Bucket").Select(PhysicalNames.Name), Has.Member(ResourceNames.IncomingBucket));
        Assert.That(StackFunction.All(_template).Single(function => function.Name == ResourceNames.Functions.Api).Arn, Is.EqualTo("arn:aws:lambda:us-east-1:000000000000:function:firstread-api"));
    }

    [Test]
    public void Triggers_AreThoseOfTheStack()
    {
        var stream = StackTriggers.OfStreams(_template).Single();
        Assert.Multiple(() =>
        {
            Assert.That(StackTriggers.OfBuckets(_template), Is.EqualTo(new[] { new BucketTrigger(ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix, "", ResourceNames.Functions.Ingest) }));
            Assert.That((stream.Table, stream.Function, stream.BatchSize, stream.MaximumRetries, stream.FailuresBucket), Is.EqualTo((ResourceNames.StudiesTable, ResourceNames.Functions.Triage, 10, 3, ResourceNames.FailuresBucket)));
            Assert.That(StackTriggers.OfTheClock(_template).Select(trigger => trigger.Function), Has.Member(ResourceNames.Functions.Reconcile).And.Member(ResourceNames.Functions.Erase));
            Assert.That(StackTriggers.OfFailures(_template)[ResourceNames.Functions.Ingest], Is.EqualTo(new FailureRule(2, ResourceNames.FailuresBucket)));
        });
    }

    [Test]
    public void Functions_HaveTheirOwnEnvironment_TimeAndMemory()
    {
        var ingest = StackFunction.All(_template).Single(function => function.Name == ResourceNames.Functions.Ingest);
        Assert.Multiple(() =>
        {
            Assert.That((ingest.Role, ingest.Timeout.TotalSeconds), Is.EqualTo((ResourceNames.Functions.Ingest, 900)));
            Assert.That(ingest.MemoryMegabytes, Is.GreaterThan(1000));
            Assert.That(ingest.Environment[EnvironmentNames.IncomingBucket], Is.EqualTo(ResourceNames.IncomingBucket));
            Assert.That(ingest.Environment.Keys, Has.None.EqualTo(EnvironmentNames.PixelSigningKeySecret));
        });
    }

    [TestCase("""{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"RESULT#"}]}}}}""", ExpectedResult = true)]
    [TestCase("""{"eventName":["MODIFY","REMOVE"]}""", ExpectedResult = false)]
    [TestCase("""{"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"STUDY#"},"RESULT#1"]}}}}""", ExpectedResult = true)]
    [TestCase("""{"dynamodb":{"NewImage":{"x":{"S":[{"exists":false}]}}}}""", ExpectedResult = true)]
    [TestCase("""{"dynamodb":{"NewImage":{"x":{"S":["1"]}}}}""", ExpectedResult = false)]
    public bool Filter_OnAResult(string pattern) =>
        EventPattern.Parse(pattern).Matches(JsonNode.Parse("""{"eventName":"INSERT","dynamodb":{"Keys":{"pk":{"S":"STUDY#1"},"sk":{"S":"RESULT#1"}}}}""")!);

    [TestCase("""{"eventName":[{"anything-but":"INSERT"}]}""")]
    [TestCase("""{"eventName":"INSERT"}""")]
    public void Filter_NotKnownHere_IsRefusedAtStart(string pattern) => Assert.That(() => EventPattern.Parse(pattern), Throws.InstanceOf<NotSupportedException>());
}
