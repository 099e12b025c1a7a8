using System.Text;

namespace FirstRead.Core.Deidentification;

/// <summary>Cleans the free text of structured content (113104).</summary>
internal static class NarrativeCleaner
{
    private const string Gap = "[...]";

    /// <summary>
    /// The very bytes where every word is known; else ASCII in which a mark stands for each run of unknown words: what was
    /// taken out is seen to be missing. Never empty for a text that is not.
    /// </summary>
    public static ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> value)
    {
        var text = Encoding.Latin1.GetString(value.Span).TrimEnd(' ', '\0');
        if (WordList.Questions.Tokens(text).All(token => token.IsSeparator || token.Known))
            return value;
        return Encoding.ASCII.GetBytes(QuestionCleaner.Clean(text, int.MaxValue)?.Replace("…", Gap, StringComparison.Ordinal) ?? Gap);
    }
}
