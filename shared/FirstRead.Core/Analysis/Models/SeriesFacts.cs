using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Models;

/// <summary>What the headers of one series say that a model's rules ask. Codes are upper-case, times in ms.</summary>
/// <param name="Words">Upper-case words of SeriesDescription, StudyDescription, ProtocolName and ImageType.</param>
/// <param name="Contrast">ContrastBolusAgent (0018,0010) or its sequence (0018,0012) names an agent.</param>
/// <param name="ScanningSequence">Values of (0018,0020): SE, GR, IR, EP.</param>
/// <param name="Geometry">The stack, or why the pictures make none.</param>
/// <param name="Grey">One sample a pixel, MONOCHROME1 or MONOCHROME2.</param>
public sealed record SeriesFacts(
    string SeriesInstanceUid,
    int Pictures,
    string? Modality,
    string? BodyPart,
    IReadOnlySet<string> Words,
    bool Contrast,
    IReadOnlyList<string> ScanningSequence,
    double? RepetitionTimeMs,
    double? EchoTimeMs,
    double? InversionTimeMs,
    double? AgeYears,
    PixelSpacing? Spacing,
    bool Grey,
    StackOutcome Geometry)
{
    /// <summary>Splits descriptions into upper-case words of letters and digits.</summary>
    public static IReadOnlySet<string> WordsOf(params IEnumerable<string?> texts)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var start = 0;
            var upper = (text ?? "").ToUpperInvariant();
            for (var index = 0; index <= upper.Length; index++)
            {
                if (index < upper.Length && char.IsAsciiLetterOrDigit(upper[index]))
                    continue;
                if (index > start)
                    words.Add(upper[start..index]);
                start = index + 1;
            }
        }
        return words;
    }

    /// <summary>An agent is named: not empty, and not one of the words by which scanners say that there was none.</summary>
    public static bool NamesContrast(string? agent) =>
        agent?.Trim().ToUpperInvariant() is { Length: > 0 } text && text is not ("NONE" or "NO" or "N" or "NULL" or "0" or "NO CONTRAST" or "WITHOUT" or "UNKNOWN");
}
