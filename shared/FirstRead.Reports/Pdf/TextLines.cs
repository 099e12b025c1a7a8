using System.Text;
using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>Breaks text into lines of a width, in points.</summary>
internal static class TextLines
{
    /// <returns>At least one line. A word that is wider than a line is broken: no letter is lost at the edge.</returns>
    public static IReadOnlyList<string> Of(string text, PdfTextStyle style, double width)
    {
        var lines = new List<string>();
        // Vertical tabulator and backspace-like characters are no line ends of ReplaceLineEndings; they show as what they are.
        foreach (var paragraph in text.ReplaceLineEndings("\n").Trim('\n').Split('\n'))
            if (Filled(paragraph, style, width) is { Count: > 0 } filled)
                lines.AddRange(filled);
            else if (lines is [.., { Length: > 0 }])
                // One blank line between paragraphs, however many were typed.
                lines.Add("");
        return lines.Count > 0 ? lines : [""];
    }

    private static List<string> Filled(string paragraph, PdfTextStyle style, double width)
    {
        var space = style.WidthOf(" ");
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0.0;
        foreach (var word in paragraph.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Broken(word, style, width)))
        {
            var wide = style.WidthOf(word);
            if (line.Length > 0 && used + space + wide > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            used = line.Length > 0 ? used + space + wide : wide;
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        if (line.Length > 0)
            lines.Add(line.ToString());
        return lines;
    }

    private static IEnumerable<string> Broken(string word, PdfTextStyle style, double width)
    {
        var part = new StringBuilder();
        var used = 0.0;
        foreach (var rune in word.EnumerateRunes())
        {
            var wide = style.Font.Width(rune, style.Size);
            if (part.Length > 0 && used + wide > width)
            {
                yield return part.ToString();
                part.Clear();
                used = 0;
            }
            part.Append(rune);
            used += wide;
        }
        yield return part.ToString();
    }

    /// <summary>One line: what does not fit gives way to an ellipsis.</summary>
    public static string Cut(string text, PdfTextStyle style, double width)
    {
        var first = Of(text, style, width);
        return first.Count == 1 ? first[0] : $"{Of(text, style, width - style.WidthOf("…"))[0]}…";
    }
}
