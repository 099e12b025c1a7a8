namespace FirstRead.Core.Review;

/// <summary>That a reader was shown what the model found, and what that reader had said before.</summary>
/// <param name="Attempt">The result of that moment; 0 where there was none yet.</param>
/// <param name="Impression">The reader's own read; null where the reader only asked to be shown.</param>
/// <param name="Marks">The reader's own findings as they then stood; null where there were none.</param>
public sealed record AiView(
    string Subject,
    string By,
    DateTimeOffset At,
    int Attempt,
    string? Impression = null,
    IReadOnlyList<OwnFinding>? Marks = null);
