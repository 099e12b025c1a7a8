using FirstRead.Core.Audit;

namespace FirstRead.Core.Tests.Audit;

public class AuditChainTests
{
    private static readonly AuditEvent Act = new("STUDY#north.1", "sub-a", "sign", "read", new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public void FirstBroken_OfAnUntouchedChain_IsNull() => Assert.That(AuditChain.FirstBroken(Chain()), Is.Null);

    [Test]
    public void FirstBroken_AfterAnyFieldChanged_NamesTheEntry()
    {
        Func<AuditEntry, AuditEntry>[] changes =
        [
            entry => entry with { Event = entry.Event with { Who = "sub-b" } },
            entry => entry with { Event = entry.Event with { What = "decide" } },
            entry => entry with { Event = entry.Event with { Why = "" } },
            entry => entry with { Event = entry.Event with { When = entry.Event.When.AddTicks(10000) } },
            entry => entry with { Event = entry.Event with { Subject = "STUDY#north.2" } },
            entry => entry with { Previous = AuditChain.Start },
            entry => entry with { Hash = AuditChain.Start },
        ];
        foreach (var change in changes)
        {
            var chain = Chain();
            chain[1] = change(chain[1]);
            Assert.That(AuditChain.FirstBroken(chain), Is.EqualTo(2));
        }
    }

    [Test]
    public void FirstBroken_WithAnEntryRemoved_NamesTheOneBehind()
    {
        var chain = Chain();
        chain.RemoveAt(1);
        Assert.That(AuditChain.FirstBroken(chain), Is.EqualTo(3));
    }

    [Test]
    public void Next_WithTextMovedBetweenFields_HasAnotherHash() =>
        Assert.That(
            AuditChain.Next(null, Act with { Who = "ab", What = "c" }).Hash,
            Is.Not.EqualTo(AuditChain.Next(null, Act with { Who = "a", What = "bc" }).Hash));

    private static List<AuditEntry> Chain()
    {
        var first = AuditChain.Next(null, Act);
        var second = AuditChain.Next(first, Act with { What = "acknowledge" });
        return [first, second, AuditChain.Next(second, Act)];
    }
}
