using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>Where an alert stands. Recorded and sent are ends.</summary>
public enum AlertState
{
    /// <summary>The policy asked for no message.</summary>
    Recorded,

    /// <summary>A message is to be sent, or was and nobody noted it: sent again by whoever comes next.</summary>
    Intended,

    /// <summary>The message was handed over at least once.</summary>
    Sent,
}

/// <summary>Spelled once; pinned by tests.</summary>
public static class AlertStateNames
{
    public static string Of(AlertState state) => state switch
    {
        AlertState.Recorded => "recorded",
        AlertState.Intended => "intended",
        AlertState.Sent => "sent",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <exception cref="FormatException">No state has this name.</exception>
    public static AlertState Parse(string name) => name switch
    {
        "recorded" => AlertState.Recorded,
        "intended" => AlertState.Intended,
        "sent" => AlertState.Sent,
        _ => throw new FormatException($"'{name}' is no state of an alert."),
    };
}

/// <summary>The one alert record of a study and result version, <c>ALERT#attempt</c>.</summary>
/// <param name="Rule">The <see cref="AlertRule.Name"/> that decided.</param>
/// <param name="MessageId">SNS's id of the last message handed over.</param>
public sealed record Alert(
    StudyId Study,
    int Attempt,
    AlertState State,
    string Rule,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt = null,
    string? MessageId = null);

/// <summary>Alert records: the conditional put decides.</summary>
public interface IAlertStore
{
    /// <summary>Puts the alert if its study and version have none. Returns what stands: the given one, or an earlier one.</summary>
    Task<Alert> PutAsync(Alert alert, CancellationToken cancel);

    /// <summary>Moves an intended alert to sent; one that was sent before stays as it is. Returns what stands.</summary>
    Task<Alert> MarkSentAsync(Alert sent, CancellationToken cancel);

    Task<Alert?> GetAsync(StudyId study, int attempt, CancellationToken cancel);
}

/// <summary>Text messages to a phone (SNS).</summary>
public interface ITextMessages
{
    /// <summary>Hands the message over and returns its id. There is no idempotency key: a repeat is another message.</summary>
    /// <param name="phone">E.164.</param>
    Task<string> SendAsync(string phone, string text, CancellationToken cancel);
}
