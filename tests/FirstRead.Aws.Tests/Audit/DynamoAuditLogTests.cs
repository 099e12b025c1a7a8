using FirstRead.Aws.Audit;
using FirstRead.Core.Audit;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.Audit;

public class DynamoAuditLogTests
{
    [Test]
    public async Task Append_ByThirtyAtOnceToOneSubject_LosesNoneAndForksNever()
    {
        var (client, table) = await DynamoDbLocal.CreateAuditTableAsync();
        var log = new DynamoAuditLog(client, table);
        var events = Enumerable.Range(0, 30).Select(n => new AuditEvent("STUDY#raced", $"reader-{n}", "decide", "f1", DateTimeOffset.UnixEpoch.AddSeconds(n))).ToList();
        await Task.WhenAll(events.Select(next => log.AppendAsync(next, default)));
        var chain = await log.ReadAsync("STUDY#raced", default);
        Assert.Multiple(() =>
        {
            Assert.That(chain.Select(entry => entry.Event), Is.EquivalentTo(events));
            Assert.That(AuditChain.FirstBroken(chain), Is.Null);
        });
    }
}
