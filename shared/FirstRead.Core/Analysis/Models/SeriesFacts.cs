using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis.Models;

/// <summary>What the headers of one series, or of one picture, say that a model's rules ask. Codes are upper-case, times in ms.</summary>
/// <param name="Words">Upper-case words of SeriesDescription, StudyDescription, ProtocolName and ImageType.</param>
/// <param name="Contrast">ContrastBolusAgent (0018,0010) or its sequence (0018,0012) names an agent.</param>
/// <param name="ScanningSequence">Values of (0018,0020): SE, GR, IR, EP.</param>
/// <param name="Spacing">PixelSpacing, or of a projection ImagerPixelSpacing.</param>
/// <param name="Picture">What the first picture's header says of itself.</param>
/// <param name="Geometry">The stack, or why the pictures make none.</param>
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
    PictureFacts Picture,
    StackOutcome Geometry)
{
    /// <summary>Set when these are the facts of one picture, for models that read pictures one at a time.</summary>
    public Instance? Single { get; init; }

    /// <summary>Set when these are the facts of one of several volumes of the series.</summary>
    public SliceVolume? Volume { get; init; }

    // A CAT scan is no cat: only words that nothing else is called by.
    private static readonly string[] AnimalWords = ["CANINE", "FELINE", "EQUINE", "BOVINE", "AVIAN", "VETERINARY"];

    /// <summary>The animal that the header speaks of; null for people, whom most headers do not mention.</summary>
    public string? Animal => Picture.Species is { Length: > 0 } species && species is not ("HUMAN" or "HOMO SAPIENS")
        ? $"PatientSpeciesDescription {species}"
        : Array.Find(AnimalWords, Words.Contains) is { } word ? $"described as {word}" : null;

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

/// <summary>One picture.</summary>
/// <param name="Views">ViewPosition (0018,5101), or what ViewCodeSequence (0054,0220) says in its words; upper-case.</param>
/// <param name="Photometric">PhotometricInterpretation; null where the picture is not of one sample a pixel.</param>
/// <param name="SmallestSide">The lower of Rows and Columns.</param>
/// <param name="Species">PatientSpeciesDescription (0010,2201), upper-case.</param>
public sealed record PictureFacts(string? SopClass, IReadOnlyList<string> Views, string? Photometric, int SmallestSide, string? Species);
