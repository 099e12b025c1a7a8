using System.Text.RegularExpressions;

namespace FirstRead.Core.Deidentification;

/// <summary>The committed words that may stay in free text. Everything else goes: numbers without a unit, every letter beyond ASCII.</summary>
internal sealed partial class WordList
{
    private readonly HashSet<string> words;

    private WordList(params string[] tables) => words = tables
        .SelectMany(EmbeddedTable.Lines)
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>For descriptors (113105).</summary>
    public static WordList Descriptors { get; } = new("words.txt", "contrast-agents.txt");

    /// <summary>Those that name a contrast agent.</summary>
    public static WordList Agents { get; } = new("contrast-agents.txt");

    /// <summary>For the clinical question: descriptors and the words of complaints and history.</summary>
    public static WordList Questions { get; } = new("words.txt", "contrast-agents.txt", "question-words.txt");

    /// <summary>
    /// The text cut into words and what parts them. A text that is read byte for byte (Latin-1) gives the same answer in every
    /// character set: bytes of a multi-byte character are never separators next to which a word could hide more than itself.
    /// </summary>
    public IEnumerable<Token> Tokens(string text)
    {
        foreach (Match match in Token_().Matches(text))
            yield return new Token(match.Value, match.Groups["separator"].Success, !match.Groups["separator"].Success && Knows(match.Value, text, match.Index + match.Length));
    }

    /// <summary>Whether a word of the list itself stands in the text; measures do not count.</summary>
    public bool HasWord(string text) => Tokens(text).Any(token => words.Contains(token.Text));

    private bool Knows(string word, string text, int end) =>
        words.Contains(word)
        || Measure().IsMatch(word)
        || (Number().IsMatch(word) && UnitAhead().Match(text, end) is { Success: true } unit && words.Contains(unit.Groups[1].Value));

    /// <param name="Known">False for separators too.</param>
    internal sealed record Token(string Text, bool IsSeparator, bool Known);

    // Letters and digits of ASCII and all that is not ASCII make words; a point between digits belongs to the number.
    [GeneratedRegex(@"(?<word>(?:[A-Za-z0-9]|(?<=[0-9])\.(?=[0-9])|[^\x20-\x7E\r\n\t\f])+)|(?<separator>[\x20-\x7E\r\n\t\f-[A-Za-z0-9]]+?)", RegexOptions.CultureInvariant)]
    private static partial Regex Token_();

    // 5mm, 1.5T, 120kV; C3 and L5 of the spine; b1000.
    [GeneratedRegex(@"\A(?:[0-9]{1,3}(?:\.[0-9]{1,2})?(?:mm|cm|ms|s|sec|min|ml|kv|kvp|mas|hz|deg|t|yo|y|x)|[CTLS][0-9]{1,2}|b[0-9]{1,4})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Measure();

    [GeneratedRegex(@"\A[0-9]{1,3}(?:\.[0-9]{1,2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[ -](mm|cm|ms|s|sec|secs|min|mins|ml|hz|deg|t|tesla|hours?|days?|weeks?|months?|years?|yrs?)(?![A-Za-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnitAhead();
}
