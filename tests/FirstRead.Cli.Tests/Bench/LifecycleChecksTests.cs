using Amazon.DynamoDBv2.Model;
using FirstRead.Cli.Bench.Faults;
using FirstRead.Cli.Bench.Faults.Checks;

namespace FirstRead.Cli.Tests.Bench;

public class LifecycleChecksTests
{
    private static readonly StoredItem Pending = File("pending");
    private static readonly StoredItem Accepted = File("accepted");

    [Test]
    public void Life_AsListed_BreaksNothing()
    {
        var (open, closed) = (Item("UPLOAD#u", "META", ("open", true)), Item("UPLOAD#u", "META", ("open", false)));
        var (free, claimed, running) = (Item("SLOTS", "SLOT#0"), Item("SLOTS", "SLOT#0", ("study", "s")), Item("SLOTS", "SLOT#0", ("study", "s"), ("taskArn", "t")));
        StoredWrite[] writes =
        [
            new(null, open), new(null, Pending), new(Pending, Pending), new(Pending, Accepted), new(open, closed),
            new(null, claimed), new(claimed, running), new(running, free),
            new(null, Item("QUEUE", "STUDY#s")), new(Item("QUEUE", "STUDY#s"), Item("QUEUE", "STUDY#s", ("owner", "t"))), new(Item("QUEUE", "STUDY#s", ("owner", "t")), null),
            new(null, Item("STUDY#s", "ALERT#1", ("state", "recorded"))),
        ];

        var checks = LifecycleChecks.Of(writes, [closed, Accepted, free]).ToList();

        Assert.That(checks.SelectMany(check => check.Broken), Is.Empty);
        Assert.That(Of(checks, "each upload").Of, Is.EqualTo(2));
        Assert.That(Of(checks, "each file").Of, Is.EqualTo(2), "what changed no state is no move");
        Assert.That(Of(checks, "each work").Of, Is.EqualTo(3));
    }

    [Test]
    public void Move_ThatNoTableLists_IsNamed()
    {
        var checks = LifecycleChecks.Of([new(null, Pending), new(Pending, Accepted), new(Accepted, Pending)], [Pending]).ToList();

        Assert.That(checks.SelectMany(check => check.Broken), Is.EqualTo(new[] { "UPLOAD#u FILE#f: accepted to pending" }));
    }

    [Test]
    public void Record_ThatBeginsByAMoveFromItsStart_BreaksNothing() =>
        Assert.That(LifecycleChecks.Of([new(null, Accepted)], [Accepted]).SelectMany(check => check.Broken), Is.Empty);

    [Test]
    public void Record_ThatBeginsWhereNoneDoes_IsNamed()
    {
        var checks = LifecycleChecks.Of([new(null, Item("UPLOAD#u", "META", ("open", false)))], []).ToList();

        Assert.That(checks.SelectMany(check => check.Broken), Is.EqualTo(new[] { "UPLOAD#u META: not there to closed" }));
    }

    [Test]
    public void Record_ThatIsTakenAwayWhereNoMoveEndsIt_IsNamed()
    {
        var checks = LifecycleChecks.Of([new(null, Pending), new(Pending, null)], []).ToList();

        Assert.That(checks.SelectMany(check => check.Broken), Is.EqualTo(new[] { "UPLOAD#u FILE#f: pending to not there" }));
    }

    [Test]
    public void Record_OfWhichTheStreamToldOtherwise_IsNamed() =>
        Assert.That(Of(LifecycleChecks.Of([new(null, Pending)], [Accepted]), "the stream").Broken, Is.EqualTo(new[] { "UPLOAD#u FILE#f: file" }));

    private static FaultCheck Of(IEnumerable<FaultCheck> checks, string promise) => checks.Single(check => check.Promise.StartsWith(promise, StringComparison.Ordinal));

    private static StoredItem File(string state) => Item("UPLOAD#u", "FILE#f", ("state", state));

    private static StoredItem Item(string pk, string sk, params (string Name, object Value)[] attributes) => new(
        pk, sk, attributes.ToDictionary(one => one.Name, one => one.Value is bool flag ? new AttributeValue { BOOL = flag } : new AttributeValue { S = (string)one.Value }));
}
