using System.Text.Json.Serialization;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Functions.Api.Bodies;

/// <param name="Order">Whom the rota calls at this time, first to last.</param>
/// <param name="Others">Who may be put in charge nevertheless.</param>
public sealed record OnCallBody(DateTimeOffset At, IReadOnlyList<PersonBody> Order, IReadOnlyList<PersonBody> Others, string? Problem);

/// <summary>Without numbers or addresses: whoever calls, it is the system.</summary>
public sealed record PersonBody(string Id, string Name, IReadOnlyList<string> Channels)
{
    public static PersonBody Of(Person person) => new(person.Id, person.Name, [.. person.Channels.Select(MessageChannelNames.Of)]);
}

public sealed record AlertsBody(IReadOnlyList<AlertBody> Alerts);

/// <param name="Revision">The ETag that acts on this alert name.</param>
/// <param name="Open">Persons are called until one answers.</param>
/// <param name="Rule">Null while what the model found is withheld from the caller: its name may tell the risk.</param>
public sealed record AlertBody(
    int Attempt,
    int Revision,
    string State,
    bool Open,
    string? Rule,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    int Messages,
    IReadOnlyList<StepBody> Steps,
    string? Assigned,
    DateTimeOffset? SnoozedUntil,
    int SnoozedMinutes,
    string? Problem,
    string? Ended)
{
    public static AlertBody Of(Alert alert, bool aiShown) => new(
        alert.Attempt,
        alert.Revision,
        AlertStateNames.Of(alert.State),
        alert.IsOpen,
        aiShown ? alert.Rule : null,
        alert.CreatedAt,
        alert.DueAt,
        alert.Messages,
        [.. alert.Steps.Select(step => new StepBody(step.Person, step.Name, MessageChannelNames.Of(step.Channel), step.At, step.Failure))],
        alert.Assigned,
        alert.SnoozedUntil,
        alert.SnoozedMinutes,
        alert.Problem,
        alert.Ended);
}

/// <param name="Failure">Why the channel refused; null when it took the message.</param>
public sealed record StepBody(string Person, string Name, string Channel, DateTimeOffset At, string? Failure);

public sealed record SnoozeRequest(int? Minutes, string? Reason);

public sealed record ReassignRequest(string? Person, string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OnCallBody))]
[JsonSerializable(typeof(AlertsBody))]
[JsonSerializable(typeof(AlertBody))]
[JsonSerializable(typeof(SnoozeRequest))]
[JsonSerializable(typeof(ReassignRequest))]
public sealed partial class AlertBodies : JsonSerializerContext;
