using System.Collections.Concurrent;
using System.Text;
using Amazon.DynamoDBv2;
using FirstRead.Aws.Access;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Operations;
using FirstRead.Aws.Probes;
using FirstRead.Aws.Triage;
using FirstRead.Core;
using FirstRead.Core.Launching;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Settings;
using FirstRead.Core.Triage;
using FirstRead.Functions.Api.Operations;

namespace FirstRead.Functions.Tests.Api.Operations;

/// <summary>What the area of operators stands on in tests: the real table, and phones, functions and a failures bucket that remember.</summary>
public sealed class OperationsWorld
{
    public OperationsWorld(IAmazonDynamoDB client, string table, DynamoUploadStore uploads, DynamoPrincipalStore principals)
    {
        Hours = new DynamoHourStore(client, table);
        Documents = new DynamoOperatorDocuments(client, table);
        Clinics = new DynamoClinicStore(client, table);
        PhoneTests = new DynamoPhoneTests(client, table);
        Probes = new DynamoProbeStore(client, table);
        Slots = new DynamoSlotStore(client, table, 2, TimeProvider.System);
        Ports = new OperationsPorts(
            Hours, new DynamoWorkQueue(client, table, TimeProvider.System), Slots, uploads, Failures, Functions, Documents,
            new DynamoTriagePolicy(client, table, new EventLog(TextWriter.Null, TimeProvider.System)), Clinics, principals, PhoneTests, Messages, new TaskTimeCap(TimeSpan.FromHours(1), Stops: true))
        {
            Probes = Probes,
        };
    }

    public DynamoHourStore Hours { get; }

    public DynamoSlotStore Slots { get; }

    public DynamoOperatorDocuments Documents { get; }

    public DynamoClinicStore Clinics { get; }

    public DynamoPhoneTests PhoneTests { get; }

    public DynamoProbeStore Probes { get; }

    public RememberedFailures Failures { get; } = new();

    public RememberedCalls Functions { get; } = new();

    public RememberedMessages Messages { get; } = new();

    public OperationsPorts Ports { get; }
}

public sealed class RememberedMessages : IAlertMessages
{
    public ConcurrentQueue<AlertMessage> Sent { get; } = [];

    public Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancel)
    {
        Sent.Enqueue(message);
        return Task.FromResult<Delivery>(new Delivery.Taken("m-1"));
    }
}

public sealed class RememberedCalls : IFunctionCalls
{
    public ConcurrentQueue<(string Function, string Payload)> Calls { get; } = [];

    public Task InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        Calls.Enqueue((function, Encoding.UTF8.GetString(payload.Span)));
        return Task.CompletedTask;
    }
}

public sealed class RememberedFailures : IFailedEvents
{
    private const string Payload = """{"Records":[]}""";
    private readonly ConcurrentDictionary<string, FailedEvent> events = [];

    public FailedEvent Add(bool canReplay = true, string function = ResourceNames.Functions.Ingest)
    {
        var failed = new FailedEvent($"aws/lambda/async/{function}/{Guid.NewGuid():N}", function, TimeProvider.System.GetUtcNow(), 3, "RetriesExhausted", "Unhandled", canReplay);
        return events[failed.Key] = failed;
    }

    public Task<(IReadOnlyList<FailedEvent> Events, bool More)> ListAsync(DateOnly day, int limit, CancellationToken cancel) =>
        Task.FromResult<(IReadOnlyList<FailedEvent>, bool)>(([.. events.Values.Where(failed => DateOnly.FromDateTime(failed.At.UtcDateTime) == day).Take(limit)], false));

    public Task<FailedEvent?> GetAsync(string key, CancellationToken cancel) => Task.FromResult(events.GetValueOrDefault(key));

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string key, CancellationToken cancel) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(Encoding.UTF8.GetBytes(Payload));

    public Task<bool> NoteReplayAsync(FailedEvent seen, DateTimeOffset now, CancellationToken cancel) =>
        Task.FromResult(events.TryUpdate(seen.Key, seen with { ReplayedAt = now }, seen));
}
