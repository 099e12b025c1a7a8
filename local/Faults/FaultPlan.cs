using System.Text.Json;

namespace FirstRead.Local.Faults;

/// <summary>What goes wrong in this local cloud and how often, all of it drawn from one seed. Shares are of requests or events, 0 to 1.</summary>
/// <param name="Seed">Of every draw.</param>
/// <param name="DynamoDb">Of requests to DynamoDB.</param>
/// <param name="S3">Of requests to S3, a clinic's too.</param>
/// <param name="Uploads">S3's events to Ingest.</param>
/// <param name="Stream">Records of the studies table on their way to Triage.</param>
/// <param name="WritesPerKey">Writes to one partition key that are taken in a second; what comes behind is throttled.</param>
/// <param name="TransactionMs">How long a transaction takes at most, so that others overlap with it.</param>
/// <param name="IndexLagSeconds">How old an index's answer is at most.</param>
/// <param name="ClockSkewSeconds">How far a program's clock is wrong at most, either way.</param>
/// <param name="Windows">Troubles that come and go.</param>
/// <param name="Sns">Of messages that are published; null: none.</param>
public sealed record FaultPlan(
    int Seed,
    StoreFaults DynamoDb,
    StoreFaults S3,
    EventFaults Uploads,
    EventFaults Stream,
    int WritesPerKey,
    int TransactionMs,
    double IndexLagSeconds,
    int ClockSkewSeconds,
    IReadOnlyList<FaultWindow> Windows,
    StoreFaults? Sns = null)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <exception cref="FormatException">The file is no plan.</exception>
    public static FaultPlan Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<FaultPlan>(File.ReadAllBytes(path), CamelCase) ?? throw new FormatException($"'{path}' is empty.");
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"'{path}' is no plan of faults: {wrong.Message}");
        }
    }
}

/// <summary>What befalls single requests.</summary>
/// <param name="Error">Answered with the service's 500 before anything is done.</param>
/// <param name="Throttle">Refused for now.</param>
/// <param name="LostAnswer">Carried out, and the connection reset before the answer.</param>
/// <param name="Reset">The connection is reset before anything is done; of S3, in the midst of a body.</param>
/// <param name="Stall">Kept waiting, then reset: a timeout.</param>
/// <param name="StallSeconds">For so long at most.</param>
public sealed record StoreFaults(double Error, double Throttle, double LostAnswer, double Reset, double Stall, double StallSeconds)
{
    public static StoreFaults None { get; } = new(0, 0, 0, 0, 0, 0);
}

/// <summary>What befalls single events.</summary>
/// <param name="Late">Comes late, and so behind younger ones.</param>
/// <param name="LateSeconds">By so much at most.</param>
public sealed record EventFaults(double Drop, double Duplicate, double Late, double LateSeconds);

/// <summary>A trouble from one time to another, in seconds since the cloud was ready.</summary>
public sealed record FaultWindow(string Kind, double From, double To)
{
    /// <summary>S3 refuses every write.</summary>
    public const string FullDisk = "full-disk";

    /// <summary>Every request to S3 takes up to half a second more.</summary>
    public const string SlowDisk = "slow-disk";

    /// <summary>No record of the stream is delivered.</summary>
    public const string StalledShard = "stalled-shard";

    /// <summary>DynamoDB answers nothing but 500.</summary>
    public const string DynamoDbAway = "dynamodb-away";
}
