using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Studies;

/// <summary>One stack of a series, or one picture: what a model's rules ask of it, and the header that said so.</summary>
/// <param name="Header">Of its first picture.</param>
internal sealed record StudySeries(SeriesFacts Facts, DicomDataset Header)
{
    /// <summary>Pictures of the series that a model of slices does not read, each with the reason.</summary>
    public IReadOnlyList<UnreadPicture> LeftOut => Part is null ? [] : [.. UnreadFrames.Of([.. Part.LeftOut, .. Others.SelectMany(other => other.Beside(Part))])];

    /// <summary>Null for a picture by itself.</summary>
    public SeriesParts? Part { get; init; }

    /// <summary>What else the series holds.</summary>
    public IReadOnlyList<SeriesParts> Others { get; init; } = [];
}

/// <summary>Which modalities are looked at more closely, for a model reads them.</summary>
/// <param name="Stacked">Slices of these are read: their frames and volumes are told apart.</param>
/// <param name="Singly">Pictures of these are read one at a time: each has its header read.</param>
internal sealed record ReadModalities(IReadOnlySet<string> Stacked, IReadOnlySet<string> Singly);

/// <summary>Reads one header a series, those of frames and volumes, and every header where models read single pictures; positions of single pictures come from their rows.</summary>
internal static class SeriesReader
{
    /// <summary>Stacks of series that have pictures, by UID; after each series, its pictures where one of <paramref name="modalities"/> is read singly.</summary>
    /// <param name="study">To read from.</param>
    /// <param name="modalities">That models read.</param>
    /// <param name="parallel">Headers fetched at once.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<IReadOnlyList<StudySeries>> ReadAsync(IStudyImages study, ReadModalities modalities, int parallel, CancellationToken cancel)
    {
        using var headers = new HeaderSource(study, parallel);
        Instance[][] series =
        [
            .. study.Instances.Where(instance => instance.Frames > 0)
                .GroupBy(instance => instance.SeriesInstanceUid).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()),
        ];
        var read = new List<StudySeries>[series.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel };
        await Parallel.ForEachAsync(series.Index(), options, async (one, inner) => read[one.Index] = await OneAsync(one.Item, modalities, headers, inner));
        return [.. read.SelectMany(found => found)];
    }

    /// <summary>Files made by simulation say so in their SeriesDescription.</summary>
    public static bool SaysSimulated(DicomDataset header) =>
        header.GetString(Tags.SeriesDescription)?.Contains("SIMULATED", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<List<StudySeries>> OneAsync(Instance[] series, ReadModalities modalities, HeaderSource headers, CancellationToken cancel)
    {
        var parts = (await ReadSeries.OfAsync(series, modalities.Stacked, headers, cancel)).Parts;
        var found = parts.Select(one => new StudySeries(
            Describe(series[0].SeriesInstanceUid, one.Part.Pictures.Count, one.Header, one.Part.Geometry) with { Volume = one.Part.Volume }, one.Header)
        {
            Part = one.Part,
            Others = [.. parts.Where(other => other.Part != one.Part).Select(other => other.Part)],
        }).ToList();
        if (modalities.Singly.Contains(found[0].Facts.Modality ?? ""))
            found.AddRange(await SinglyAsync(series, found[0], headers, cancel));
        return found;
    }

    /// <summary>Each of the series' pictures for itself, the left out ones too: they are left out of a stack alone.</summary>
    private static async Task<IEnumerable<StudySeries>> SinglyAsync(Instance[] series, StudySeries first, HeaderSource headers, CancellationToken cancel)
    {
        var known = first.Part!.Pictures[0].Instance;
        var others = await headers.ReadAsync([.. series.Where(picture => picture != known)], Single, cancel);
        return others.Prepend(Single(known, first.Header)).OrderBy(one => one.Facts.Single!.SopInstanceUid, StringComparer.Ordinal);

        StudySeries Single(Instance picture, DicomDataset header) => new(Describe(picture.SeriesInstanceUid, 1, header, first.Facts.Geometry) with { Single = picture }, header);
    }

    private static SeriesFacts Describe(string series, int pictures, DicomDataset header, StackOutcome geometry) => new(
        series,
        pictures,
        header.GetString(Tags.Modality)?.ToUpperInvariant(),
        ScanFacts.BodyPart(header),
        SeriesFacts.WordsOf(
        [
            header.GetString(Tags.SeriesDescription), header.GetString(Tags.StudyDescription), header.GetString(Tags.ProtocolName), header.GetString(Tags.AcquisitionDeviceProcessingDescription),
            ScanFacts.RegionWords(header), .. header.GetStrings(Tags.ImageType), .. header.GetStrings(Tags.FrameType),
        ]),
        ScanFacts.Contrast(header),
        ScanFacts.Sequence(header),
        header.GetDouble(Tags.RepetitionTime),
        ScanFacts.EchoTime(header),
        ScanFacts.InversionTime(header),
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
