using System.Text.Json.Nodes;
using FirstRead.Cli.Bench.Pipeline;

namespace FirstRead.Cli.Tests.Bench;

public sealed class PipelineReportTests
{
    private static readonly PipelineOrder Order = new(Studies: 4, Slices: 2, Repeats: 0, Cold: 0, Soak: 0, SoakPerMinute: 10, Programs: null);

    [Test]
    public void Report_OfStudiesThatAreAllWhole_IsOk() => Assert.That(Report(new ArrivalRow(1, 2, 1, 10), new ArrivalRow(4, 2, 1, 40)).Ok, Is.True);

    [Test]
    public void Report_OfOneStudyThatIsNotWhole_IsNotOk() =>
        Assert.That(Report(new ArrivalRow(4, 2, 1, 40) { Lost = ["study x: 1 accepted"] }).Checks.Where(check => !check.Holds), Has.One.Property("What").Contains("1 not whole"));

    [Test]
    public void Report_OfAThroughputThatFallsWithTheNumber_IsNotOk() =>
        Assert.That(Report(new ArrivalRow(1, 2, 1, 10), new ArrivalRow(4, 2, 1, 80)).Checks.Where(check => !check.Holds), Has.One.Property("What").Contains("0.50"));

    [TestCase(2001, 1, false)]
    [TestCase(2000, 1, true)]
    public void Report_OfOneImage_IsHeldAgainstTheMedianAndTheNinetyFifthPercentile(int usual, int late, bool holds)
    {
        var rows = Enumerable.Repeat(Row(usual), 19).Concat(Enumerable.Repeat(Row(5000), late)).ToList();

        Assert.That(new PipelineReport(Order, 2) { Warm = rows }.Ok, Is.EqualTo(holds));
        Assert.That(new PipelineReport(Order, 2) { Warm = [.. rows, Row(5000), Row(5000)] }.Ok, Is.False, "more than one of twenty");
    }

    [Test]
    public void Ledger_SinceAnEarlierLook_LeavesOutOurselvesTheClockAndTheStream()
    {
        var before = Ledger(("DynamoDB", "ingest", "GetItem", 5));
        var after = Ledger(
            ("DynamoDB", "ingest", "GetItem", 7), ("DynamoDB", "bench", "GetItem", 90), ("DynamoDB", "reconcile", "Query", 90), ("DynamoDB", "-", "GetRecords", 90), ("S3", "-", "PutObject", 3));

        Assert.That(after.Since(before).Lines.Select(line => (line.Service, line.Program, line.Requests)), Is.EqualTo(new[] { ("DynamoDB", "ingest", 2L), ("S3", "-", 3L) }));
    }

    [Test]
    public void Soak_OfAProcessThatGrowsByAMegabyteAMinute_SaysSixtyAnHour()
    {
        var growing = Enumerable.Range(0, 11).Select(minute => new SoakSample(minute, "ingest", 7, (100 + minute) * 1_000_000L, 50));
        var flat = Enumerable.Range(0, 11).Select(minute => new SoakSample(minute, "triage", 8, minute < 3 ? 10_000_000 : 90_000_000, 40));

        var slopes = new SoakReport(10, 5, 5, [.. growing, .. flat]).Slopes();

        Assert.That(slopes.Select(slope => (slope.Process, Math.Round(slope.BytesAnHour / 1e6), slope.HandlesAnHour)), Is.EqualTo(new[] { ("ingest", 60.0, 0.0), ("triage", 0.0, 0.0) }));
    }

    private static PipelineReport Report(params ArrivalRow[] rows) => new(Order, 2) { Arrivals = rows };

    private static OneImageRow Row(long total) => new(total, 0, 0, 0, 0, 0, 0, 0);

    private static RequestLedger Ledger(params (string Service, string Program, string Operation, long Requests)[] rows) => RequestLedger.Parse(
    [
        .. rows.Select(row => new JsonObject
        {
            ["service"] = row.Service,
            ["program"] = row.Program,
            ["operation"] = row.Operation,
            ["requests"] = row.Requests,
            ["readUnits"] = 0.5,
            ["writeUnits"] = 0.0,
        }),
    ]);
}
