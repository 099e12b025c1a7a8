using FirstRead.Core.Studies;

namespace FirstRead.Core.Review;

/// <summary>That a person has a study open. Not a lock: others are told, not stopped.</summary>
/// <param name="Until">It lapses by itself then; the portal renews it while the study is open.</param>
public sealed record Reader(StudyId Study, string Subject, string Name, DateTimeOffset Until)
{
    /// <summary>Three times as long as the portal waits between two beats.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(45);
}

/// <summary>Who reads what.</summary>
public interface IReaderStore
{
    /// <summary>A person reads one study at a time: the one opened last.</summary>
    Task PutAsync(Reader reader, CancellationToken cancel);

    /// <summary>Those that have not lapsed, by subject; strongly consistent.</summary>
    Task<IReadOnlyList<Reader>> ListAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Which openings of the study by the person were written into the audit log, the last few; null before the first.</summary>
    Task<string?> GetOpenedAsync(StudyId study, string subject, CancellationToken cancel);

    /// <param name="what">As <see cref="GetOpenedAsync"/> then tells.</param>
    Task PutOpenedAsync(StudyId study, string subject, string what, CancellationToken cancel);
}
