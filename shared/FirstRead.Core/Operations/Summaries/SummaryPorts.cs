namespace FirstRead.Core.Operations.Summaries;

/// <summary>Which days were told of.</summary>
public interface ISummaryLog
{
    Task<bool> HasAsync(DateOnly day, CancellationToken cancel);

    Task NoteAsync(DateOnly day, DateTimeOffset at, CancellationToken cancel);
}

/// <summary>Messages to whoever runs this (a topic).</summary>
public interface IOperatorMessages
{
    Task SendAsync(string subject, string text, CancellationToken cancel);
}
