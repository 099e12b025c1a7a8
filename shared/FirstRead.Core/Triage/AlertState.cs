namespace FirstRead.Core.Triage;

/// <summary>Where an alert stands. Recorded and ended are ends.</summary>
public enum AlertState
{
    /// <summary>The policy asked for no message.</summary>
    Recorded,

    /// <summary>A message is to be sent, or was and nobody noted it: sent again by whoever comes next.</summary>
    Intended,

    /// <summary>A message was handed over at least once; the next goes when nobody acknowledges.</summary>
    Sent,

    /// <summary>A person answered, or a later alert of the study took its place.</summary>
    Ended,
}

/// <summary>Spelled once; pinned by tests.</summary>
public static class AlertStateNames
{
    public static string Of(AlertState state) => state switch
    {
        AlertState.Recorded => "recorded",
        AlertState.Intended => "intended",
        AlertState.Sent => "sent",
        AlertState.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <exception cref="FormatException">No state has this name.</exception>
    public static AlertState Parse(string name) => name switch
    {
        "recorded" => AlertState.Recorded,
        "intended" => AlertState.Intended,
        "sent" => AlertState.Sent,
        "ended" => AlertState.Ended,
        _ => throw new FormatException($"'{name}' is no state of an alert."),
    };
}

/// <summary>Why an alert ended: stable words, stored.</summary>
public static class AlertEnds
{
    public const string Acknowledged = "acknowledged";
    public const string Signed = "signed";
    public const string Superseded = "superseded";

    /// <summary>Of a test study: nobody answered in time, or no test phone is set.</summary>
    public const string TestOver = "test-over";
}

/// <summary>What is wrong with an alert: stable words, stored; <see cref="OnCall.CallOrder"/> has those of the rota.</summary>
public static class AlertProblems
{
    public const string NobodyToCall = "nobody-to-call";
    public const string EveryChannelRefused = "every-channel-refused";
}
