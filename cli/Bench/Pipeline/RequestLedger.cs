using System.Text.Json.Nodes;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>How often something was asked of a service.</summary>
/// <param name="Program">Who asked; "-" where the request does not say (clinics, and the stream's own reader).</param>
/// <param name="ReadUnits">DynamoDB's, as they are billed on demand.</param>
public sealed record RequestLine(string Service, string Program, string Operation, long Requests, double ReadUnits, double WriteUnits);

/// <summary>What was asked of all services.</summary>
public sealed record RequestLedger(IReadOnlyList<RequestLine> Lines)
{
    /// <summary>Programs that run by the clock: what they ask depends on how long a run takes, not on how many studies come.</summary>
    private static readonly string[] ByTheClock = ["reconcile", "erase", "teaching"];

    public static RequestLedger Parse(JsonArray rows) => new(
    [
        .. rows.Select(row => new RequestLine(
            (string)row!["service"]!, (string)row["program"]!, (string)row["operation"]!, (long)row["requests"]!, (double)row["readUnits"]!, (double)row["writeUnits"]!)),
    ]);

    /// <summary>What came on top of an earlier look, without our own requests and without what runs by the clock.</summary>
    public RequestLedger Since(RequestLedger earlier)
    {
        var before = earlier.Lines.ToDictionary(line => (line.Service, line.Program, line.Operation));
        return new(
        [
            .. Lines.Where(line => line.Program != PipelineCloud.OurName && !ByTheClock.Contains(line.Program) && !IsStream(line))
                .Select(line => before.TryGetValue((line.Service, line.Program, line.Operation), out var old)
                    ? line with { Requests = line.Requests - old.Requests, ReadUnits = line.ReadUnits - old.ReadUnits, WriteUnits = line.WriteUnits - old.WriteUnits }
                    : line)
                .Where(line => line.Requests > 0),
        ]);
    }

    /// <summary>Sum over what <paramref name="which"/> chooses.</summary>
    public double Sum(Func<RequestLine, bool> which, Func<RequestLine, double> what) => Lines.Where(which).Sum(what);

    // Lambda's reading of a table's stream is not billed (Amazon DynamoDB pricing, "DynamoDB Streams").
    private static bool IsStream(RequestLine line) => line is { Service: "DynamoDB", Program: "-" };
}
