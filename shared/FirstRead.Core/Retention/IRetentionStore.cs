using FirstRead.Core.Studies;

namespace FirstRead.Core.Retention;

/// <summary>What was signed, day by day, and how far its originals are seen to.</summary>
public interface IRetentionStore
{
    /// <summary>Null before the first look.</summary>
    Task<RetentionPlace?> GetPlaceAsync(CancellationToken cancel);

    Task PutPlaceAsync(RetentionPlace place, CancellationToken cancel);

    /// <summary>Studies that stand as signed on that day (UTC), by time of signature; eventually consistent, and meant for days long past.</summary>
    /// <param name="behind">The last one seen (<see cref="Urgency.DoneKey"/>); null for the first.</param>
    Task<IReadOnlyList<Study>> ListSignedAsync(DateOnly day, string? behind, int limit, CancellationToken cancel);
}

/// <summary>All that was signed before this place is seen to.</summary>
/// <param name="Behind">The last study seen to on <paramref name="Day"/>; null: none yet.</param>
public sealed record RetentionPlace(DateOnly Day, string? Behind);

/// <summary>Originals, as retention sees them: it can mark one, and neither read nor remove it.</summary>
public interface IOriginalTags
{
    /// <summary>Marks the original as one that may go (<see cref="Storage.ObjectKeys.RetentionTag"/>). One that is gone already is no error.</summary>
    Task MarkAsync(UploadId upload, FileId file, CancellationToken cancel);
}
