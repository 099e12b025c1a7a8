using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Studies;

/// <summary>One series or one picture: what a model's rules ask of it, and the header that said so.</summary>
internal sealed record StudySeries(SeriesFacts Facts, DicomDataset Header);

/// <summary>Reads one header a series, and every header where models read single pictures; positions come from the instance rows.</summary>
internal static class SeriesReader
{
    /// <summary>Series that have pictures, by UID; after each, its pictures where <paramref name="singly"/> names its modality.</summary>
    /// <param name="study">To read from.</param>
    /// <param name="singly">Modalities whose pictures are read one at a time.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<IReadOnlyList<StudySeries>> ReadAsync(IStudyImages study, IReadOnlySet<string> singly, CancellationToken cancel)
    {
        var found = new List<StudySeries>();
        foreach (var series in study.Instances.Where(instance => instance.Frames > 0).GroupBy(instance => instance.SeriesInstanceUid).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var pictures = series.OrderBy(instance => instance.SopInstanceUid, StringComparer.Ordinal).ToArray();
            var header = await HeaderAsync(study, pictures[0], cancel);
            var first = new StudySeries(Describe(pictures, header, SliceStack.Of(pictures)), header);
            found.Add(first);
            if (!singly.Contains(first.Facts.Modality ?? ""))
                continue;
            foreach (var picture in pictures)
            {
                var own = picture == pictures[0] ? header : await HeaderAsync(study, picture, cancel);
                found.Add(new(Describe([picture], own, first.Facts.Geometry) with { Single = picture }, own));
            }
        }
        return found;
    }

    /// <summary>Files made by simulation say so in their SeriesDescription.</summary>
    public static bool SaysSimulated(DicomDataset header) =>
        header.GetString(Tags.SeriesDescription)?.Contains("SIMULATED", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<DicomDataset> HeaderAsync(IStudyImages study, Instance picture, CancellationToken cancel)
    {
        await using var file = await study.OpenAsync(picture, cancel);
        return SliceFile.ReadHeader(file, picture);
    }

    private static SeriesFacts Describe(Instance[] pictures, DicomDataset header, StackOutcome geometry) => new(
        pictures[0].SeriesInstanceUid,
        pictures.Length,
        header.GetString(Tags.Modality)?.ToUpperInvariant(),
        header.GetString(Tags.BodyPartExamined)?.ToUpperInvariant(),
        SeriesFacts.WordsOf([header.GetString(Tags.SeriesDescription), header.GetString(Tags.StudyDescription), header.GetString(Tags.ProtocolName), header.GetString(Tags.AcquisitionDeviceProcessingDescription), .. header.GetStrings(Tags.ImageType)]),
        SeriesFacts.NamesContrast(header.GetString(Tags.ContrastBolusAgent)) || header.GetSequence(Tags.ContrastBolusAgentSequence).Count > 0,
        [.. header.GetStrings(Tags.ScanningSequence).Select(value => value.ToUpperInvariant())],
        header.GetDouble(Tags.RepetitionTime),
        header.GetDouble(Tags.EchoTime),
        header.GetDouble(Tags.InversionTime),
        PatientYears.Of(header),
        PixelSpacing.From(header.GetDoubles(Tags.PixelSpacing)) ?? PixelSpacing.From(header.GetDoubles(Tags.ImagerPixelSpacing)),
        Picture(header),
        geometry);

    private static PictureFacts Picture(DicomDataset header) => new(
        header.GetString(Tags.SOPClassUID),
        ProjectionView.Of(header),
        header.GetInt(Tags.SamplesPerPixel) is null or 1 ? header.GetString(Tags.PhotometricInterpretation) ?? "MONOCHROME2" : null,
        Math.Min(header.GetInt(Tags.Rows) ?? 0, header.GetInt(Tags.Columns) ?? 0),
        header.GetString(Tags.PatientSpeciesDescription)?.Trim().ToUpperInvariant());
}
