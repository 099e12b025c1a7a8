namespace FirstRead.Core.Operations.Failures;

/// <summary>An event that a function gave up, as the failures bucket names it. Never the event itself: that stays where it lies.</summary>
/// <param name="Key">Of the object.</param>
/// <param name="Function">Name, e.g. <c>firstread-ingest</c>.</param>
/// <param name="Attempts">How often the function was tried.</param>
/// <param name="Condition">Lambda's word, e.g. <c>RetriesExhausted</c>.</param>
/// <param name="Error">The kind of the function's error; null where it did not say.</param>
/// <param name="CanReplay">False for positions in the table's stream, which hold no event: those results are found again by being due.</param>
/// <param name="ReplayedAt">When it was last played again.</param>
public sealed record FailedEvent(string Key, string Function, DateTimeOffset At, int Attempts, string Condition, string? Error, bool CanReplay, DateTimeOffset? ReplayedAt = null);

/// <summary>The failures bucket.</summary>
public interface IFailedEvents
{
    /// <summary>Of one day (UTC), newest first.</summary>
    /// <returns>And whether there are more.</returns>
    Task<(IReadOnlyList<FailedEvent> Events, bool More)> ListAsync(DateOnly day, int limit, CancellationToken cancel);

    /// <summary>Null when there is none under this key.</summary>
    Task<FailedEvent?> GetAsync(string key, CancellationToken cancel);

    /// <summary>The event whole, for the function that gave it up and nobody else.</summary>
    Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string key, CancellationToken cancel);

    /// <summary>Notes that it is played again. False when that was noted since <paramref name="seen"/> was read.</summary>
    Task<bool> NoteReplayAsync(FailedEvent seen, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Functions that may be given an event again.</summary>
public interface IFunctionCalls
{
    /// <summary>Hands the event over; what comes of it stands in the function's log, and in the failures bucket should it fail again.</summary>
    /// <param name="function">One of <see cref="ReplayFailure.Functions"/>.</param>
    Task InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel);
}
