namespace FirstRead.Core.Deidentification;

/// <summary>Cleans the free text of a clinical question by the committed allow-list of words.</summary>
public static class QuestionCleaner
{
    /// <summary>The question with every unknown word replaced by <c>…</c>; null when nothing known is left.</summary>
    public static string? Clean(string? question) => throw new NotSupportedException(question);
}
