using FirstRead.Core.Analysis;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Core.DicomWeb;

/// <summary>Where one instance's file lies.</summary>
/// <param name="Path">Of the file on the portal's own origin, behind the pixel cookies: what is too large for an answer is fetched there.</param>
public sealed record StoredDicom(string Bucket, string Key, string Path);

/// <summary>All that DICOMweb serves of a study.</summary>
public static class StoredStudy
{
    public static StoredDicom Place(Instance instance, string deidentifiedBucket) => new(deidentifiedBucket, instance.ObjectKey, $"/pixels/{instance.ObjectKey}");

    /// <summary>Segmentation, report, presentation states and captures of the current result, and those of the last signature.</summary>
    public static IReadOnlyList<StoredDicom> ResultsOf(Reading reading, string resultsBucket)
    {
        var signed = reading.Rounds.LastOrDefault(round => round.Signature is not null)?.Signature is { } last ? SignedSet.Of(last) : null;
        IEnumerable<string?> keys = [.. KeysOf(reading.Result?.Objects ?? ResultObjects.None), signed?.Report, signed?.Segmentation, .. signed?.Presentations ?? []];
        return [.. keys.OfType<string>().Distinct().Select(key => new StoredDicom(resultsBucket, key, $"/{key}"))];
    }

    private static IEnumerable<string?> KeysOf(ResultObjects objects) => [objects.Segmentation, objects.Report, .. objects.Presentations, .. objects.Captures];
}
