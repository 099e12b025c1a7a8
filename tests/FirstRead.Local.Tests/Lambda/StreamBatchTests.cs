using System.Text;
using System.Text.Json.Nodes;
using FirstRead.Local.Lambda;

namespace FirstRead.Local.Tests.Lambda;

public sealed class StreamBatchTests
{
    private static readonly IReadOnlyList<JsonNode> Records = [Record("100"), Record("200"), Record("300")];

    [TestCase("null", 0)]
    [TestCase("", 0)]
    [TestCase("no JSON", 3)]
    [TestCase("""{"batchItemFailures":[]}""", 0)]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":"200"}]}""", 2)]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":"300"},{"itemIdentifier":"200"}]}""", 2)]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":"999"}]}""", 3)]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":""}]}""", 3)]
    public void Unfinished_AfterAnAnswer_BeginsWithTheOldestNamed(string answer, int left) =>
        Assert.That(StreamBatch.Unfinished(Records, new InvocationOutcome("id", Encoding.UTF8.GetBytes(answer), null)), Is.EqualTo(Records.TakeLast(left)));

    [Test]
    public void Unfinished_AfterAnError_IsEverything() =>
        Assert.That(StreamBatch.Unfinished(Records, InvocationOutcome.Failure("id", "Test", "told to")), Is.EqualTo(Records));

    private static JsonNode Record(string sequenceNumber) => new JsonObject { ["dynamodb"] = new JsonObject { ["SequenceNumber"] = sequenceNumber } };
}
