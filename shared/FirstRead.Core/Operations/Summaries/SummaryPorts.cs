namespace FirstRead.Core.Operations.Summaries;

/// <summary>Which days were told of, and who is about to tell.</summary>
public interface ISummaryLog
{
    /// <summary>Strongly consistent.</summary>
    Task<bool> HasAsync(DateOnly day, CancellationToken cancel);

    /// <summary>True for one caller alone until <paramref name="until"/>; false where the day was told of, or another's claim has not run out by <paramref name="now"/>.</summary>
    Task<bool> ClaimAsync(DateOnly day, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel);

    /// <summary>The day was told of: nobody claims it any more.</summary>
    Task NoteAsync(DateOnly day, DateTimeOffset at, CancellationToken cancel);
}

/// <summary>Messages to whoever runs this (a topic).</summary>
public interface IOperatorMessages
{
    Task SendAsync(string subject, string text, CancellationToken cancel);
}
