using FirstRead.Core.DicomWeb;
using FirstRead.Dicom;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>What DICOMweb alone has of problems.</summary>
internal static class DicomWebProblems
{
    /// <summary>Lambda answers 6 MB at most, and what is no text goes as base 64.</summary>
    public const int LargestAnswer = 4_400_000;

    public static readonly Problem OnlyJson = new(406, "not-acceptable", "Only application/dicom+json is answered here", "Leave out Accept, or name it there.");

    public static Problem InvalidQuery(string parameter, string fault) =>
        new(400, "invalid-query", "The query is not as it should be", "See errors.", new Dictionary<string, string[]> { [parameter] = [fault] });

    public static Problem NotAcceptable(string syntax) =>
        new(406, "not-acceptable", "It cannot be had as asked for", $"It is stored in transfer syntax {syntax}: ask with transfer-syntax=*, or for the stored one.");

    public static Problem NoPicture(string syntax) => new(406, "no-rendering", "No picture can be made of it here", $"It holds no pixels, or in transfer syntax {syntax}, which is not decoded here.");

    /// <summary>Names where the file can be had.</summary>
    public static Answer TooLarge(StoredDicom place) => Answer.Of(new Problem(
        413, "answer-too-large", "It is too large for an answer", $"GET {place.Path}, on this origin, has the whole file, and parts of it by Range: POST /api/pixel-session gives the cookies that it asks for."))
        .With("Link", $"<{place.Path}>; rel=\"alternate\"; type=\"application/dicom\"");

    public static readonly Problem TooMany = new(413, "answer-too-large", "It is too large for an answer", "Ask for fewer at once: a series, an instance, a few frames. Metadata come packed to who accepts gzip.");

    public static Problem Broken(DicomException problem) => new(500, "broken-instance", "The stored instance does not read", $"{problem.Code}: show this to who runs FirstRead.");
}
