using System.Text;

namespace FirstRead.Core.Deidentification;

/// <summary>Cleans the free text of a clinical question by the committed lists of words.</summary>
public static class QuestionCleaner
{
    private const char Gap = '…';
    private const int LongestQuestion = 4000;

    /// <summary>
    /// The question with every run of unknown words replaced by one <c>…</c>; null when nothing known is left. What stands
    /// behind the first 4,000 characters is left out.
    /// </summary>
    public static string? Clean(string? question) => Clean(question, LongestQuestion);

    /// <param name="longest">Characters behind which the text is left out.</param>
    internal static string? Clean(string? question, int longest)
    {
        if (string.IsNullOrWhiteSpace(question))
            return null;
        var cleaned = new StringBuilder();
        var pending = new StringBuilder();
        var (known, inGap) = (0, false);
        foreach (var token in WordList.Questions.Tokens(question.Length > longest ? question[..longest] : question))
        {
            if (token.IsSeparator)
            {
                pending.Append(char.IsWhiteSpace(token.Text[0]) ? ' ' : token.Text[0]);
                continue;
            }
            if (token.Known || !inGap)
                cleaned.Append(Separator(pending.ToString()));
            pending.Clear();
            if (token.Known)
                cleaned.Append(token.Text);
            else if (!inGap)
                cleaned.Append(Gap);
            inGap = !token.Known;
            known += token.Known ? 1 : 0;
        }
        return known == 0 ? null : cleaned.Append(Separator(pending.ToString())).ToString().Trim();
    }

    // What parts words stays where it is grammar; a longer run of marks becomes a blank.
    private static string Separator(string marks) => marks is "-" or "/" or "'" or "+" or ", " or ". " or ": " or "; " or "? " or "?" or "." or " (" or ") " or ")" or "" ? marks : " ";
}
