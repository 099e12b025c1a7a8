using System.Text;

namespace FirstRead.Core.Deidentification;

/// <summary>Cleans the text of descriptors (113105) by the committed word list.</summary>
internal static class DescriptorCleaner
{
    /// <summary>
    /// The very bytes where every word is known, so that their encoding and spacing stay; else the known words in ASCII, one
    /// value for each of the original's; empty when nothing is known.
    /// </summary>
    public static ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> value, bool multiValued)
    {
        var text = Encoding.Latin1.GetString(value.Span).TrimEnd(' ', '\0');
        if (WordList.Descriptors.Tokens(text).All(token => token.IsSeparator || token.Known))
            return value;
        var values = multiValued ? text.Split('\\') : [text];
        var cleaned = string.Join('\\', values.Select(Clean));
        return cleaned.All(character => character == '\\') ? ReadOnlyMemory<byte>.Empty : Encoding.ASCII.GetBytes(cleaned);
    }

    /// <summary>Whether the text says that contrast was given, or that none was, in a word of contrast-agents.txt.</summary>
    public static bool NamesAgent(string text) => WordList.Agents.HasWord(text);

    /// <summary>The known words, one blank between them; empty when there are none.</summary>
    public static string Clean(string text) =>
        string.Join(' ', WordList.Descriptors.Tokens(text).Where(token => token.Known).Select(token => token.Text));
}
