using FirstRead.Core.Studies;

namespace FirstRead.Core.Probes;

/// <summary>
/// One test study: a synthetic study of the reserved clinic (<see cref="ClinicId.Synthetic"/>) on its way from the incoming bucket to a test phone
/// and to whoever acknowledges it there. Its row is planned first, so that every later step can be repeated.
/// </summary>
/// <param name="Id">The day that it is of (<c>2026-11-23</c>), or, where a person asked for it, the moment.</param>
/// <param name="Upload">Under which it is sent; its files' ids and its pictures follow from this.</param>
/// <param name="AskedBy">The person's subject, or the program's name.</param>
/// <param name="SentAt">When all its files lay in the bucket; null before.</param>
/// <param name="Study">Once Ingest has told which study it is.</param>
/// <param name="Revision">Raised by every write.</param>
public sealed record Probe(
    string Id, DateTimeOffset CreatedAt, UploadId Upload, string AskedBy, DateTimeOffset? SentAt = null, StudyId? Study = null, DateTimeOffset? AcknowledgedAt = null, int Revision = 1)
{
    public ProbeState StateAt(DateTimeOffset now, TimeSpan answerWithin) => this switch
    {
        { AcknowledgedAt: not null } => ProbeState.Acknowledged,
        _ when now - CreatedAt >= answerWithin => ProbeState.Overdue,
        { SentAt: not null } => ProbeState.Sent,
        _ => ProbeState.Planned,
    };
}

/// <summary>How far a test study has come.</summary>
public enum ProbeState
{
    Planned,

    /// <summary>Its files lie in the incoming bucket: the rest is the pipeline's.</summary>
    Sent,

    Acknowledged,

    /// <summary>Nobody has acknowledged it within the time that was given.</summary>
    Overdue,
}

/// <summary>Spelled once, for the API and the command line.</summary>
public static class ProbeNames
{
    public static string Of(ProbeState state) => state switch
    {
        ProbeState.Planned => "planned",
        ProbeState.Sent => "sent",
        ProbeState.Acknowledged => "acknowledged",
        ProbeState.Overdue => "overdue",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
