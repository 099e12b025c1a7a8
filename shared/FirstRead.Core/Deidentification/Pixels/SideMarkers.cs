using System.Collections.Frozen;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>The committed list of words that radiographers set into a picture for side, position and view (side-markers.txt): they stay.</summary>
public static class SideMarkers
{
    private static readonly FrozenSet<string> Words = EmbeddedTable.Lines("side-markers.txt")
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether every word of the text is on the list; "Semi-Upright" is one word.</summary>
    public static bool Contains(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } words && Array.TrueForAll(words, Words.Contains);
}
