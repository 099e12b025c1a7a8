using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Intake;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;

namespace FirstRead.Core.Learning;

/// <summary>
/// Copies a study's pictures for teaching: each goes once more through the de-identifier, as a stream, under the profile
/// <c>teaching</c>, which keeps no describing word. A repeat writes the same objects again.
/// </summary>
public sealed class TeachingCopy(IObjectStore objects, string bucket, Deidentifier deidentifier)
{
    private const string ContentType = "application/dicom";

    /// <summary>The pictures, or why there can be none (<see cref="BarReasons"/>). A UID of the study leads to its picture in the copy.</summary>
    public async Task<(IReadOnlyDictionary<string, TeachingPicture> Pictures, string? Barred)> CopyAsync(TeachingCase teaching, IReadOnlyList<Instance> instances, CancellationToken cancel)
    {
        var names = new CopyPseudonyms(teaching.Seed!, teaching.Study.Clinic);
        var copied = new Dictionary<string, TeachingPicture>(StringComparer.Ordinal);
        foreach (var instance in instances.Where(TeachingRelease.IsPicture))
        {
            var (picture, barred) = await CopyAsync(teaching, instance, names, cancel);
            if (barred is not null)
                return (copied, barred);
            if (picture is not null)
                copied[instance.SopInstanceUid] = picture;
        }
        return (copied, copied.Count == 0 ? BarReasons.NoPictures : null);
    }

    public static string KeyOf(TeachingCase teaching, CopyPseudonyms names, Instance instance) => ObjectKeys.TeachingPicture(teaching.Id, names.NameOf(instance));

    private async Task<(TeachingPicture? Picture, string? Barred)> CopyAsync(TeachingCase teaching, Instance instance, CopyPseudonyms names, CancellationToken cancel)
    {
        await using var stored = await objects.OpenAsync(bucket, instance.ObjectKey, null, cancel)
            ?? throw new InvalidDataException($"{instance.ObjectKey} is gone.");
        using var opened = deidentifier.Open(stored.Content);
        if (opened.Header.GetString(Tags.RecognizableVisualFeatures) == "YES" && !teaching.FacesAgreed)
            return (null, BarReasons.FacesMayShow);
        // Screens and scanned pages: their first cleaning was good enough for a reader, a copy for many does without them.
        if (PixelRisk.Of(opened.Header, opened.Technical.SopClassUid, encapsulated: true).Level == PixelRiskLevel.Likely)
            return (null, null);
        var key = KeyOf(teaching, names, instance);
        await using var writer = await objects.CreateAsync(bucket, key, ContentType, cancel);
        DeidentifiedInstance written;
        try
        {
            written = deidentifier.Write(opened, names.Patient, names.Uids, writer.Content);
        }
        catch (InstanceHeldException)
        {
            return (null, BarReasons.PixelsAtRisk);
        }
        await writer.CompleteAsync(cancel);
        return (PictureOf(opened, written, key), null);
    }

    private static TeachingPicture PictureOf(OpenedInstance opened, DeidentifiedInstance written, string key)
    {
        var technical = opened.Technical;
        var spacing = PixelScale.Of(opened.Header)?.Spacing;
        return new(
            written.SopInstanceUid, technical.SopClassUid, written.SeriesInstanceUid, key, technical.Modality, technical.InstanceNumber,
            technical.Rows ?? 0, technical.Columns ?? 0, Math.Max(1, technical.Frames), technical.ImagePosition, technical.ImageOrientation,
            spacing is { } size ? [size.RowMm, size.ColumnMm] : null);
    }
}
