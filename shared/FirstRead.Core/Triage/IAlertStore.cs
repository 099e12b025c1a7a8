namespace FirstRead.Core.Triage;

/// <summary>Alert records. Reads are strongly consistent unless they say otherwise.</summary>
public interface IAlertStore
{
    /// <summary>Puts the alert if its study and version have none. Returns what stands: the given one, or an earlier one.</summary>
    Task<Alert> PutAsync(Alert alert, CancellationToken cancel);

    /// <summary>Writes the alert if its stored revision is <paramref name="alert"/>.Revision. Returns it as stored, one higher; null when it had moved on.</summary>
    Task<Alert?> ReplaceAsync(Alert alert, CancellationToken cancel);

    Task<Alert?> GetAsync(AlertKey key, CancellationToken cancel);

    /// <summary>Of every result version of the study, in their order.</summary>
    Task<IReadOnlyList<Alert>> ListAsync(Studies.StudyId study, CancellationToken cancel);

    /// <summary>Alerts to be looked at, the longest due first; eventually consistent.</summary>
    Task<IReadOnlyList<AlertKey>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>Results that stood for a while and that no alert record answers yet, as far as is known; eventually consistent.</summary>
    Task<IReadOnlyList<AlertKey>> ListUnansweredAsync(DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>The result has its alert record: nobody need look for it any more.</summary>
    Task AnswerAsync(AlertKey key, CancellationToken cancel);
}
