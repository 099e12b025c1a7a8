using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Studies;

/// <summary>One series or one picture: what a model's rules ask of it, and the header that said so.</summary>
internal sealed record StudySeries(SeriesFacts Facts, DicomDataset Header)
{
    /// <summary>Pictures of the series that a model of slices does not read, each with the reason.</summary>
    public IReadOnlyList<UnreadPicture> LeftOut { get; init; } = [];
}

/// <summary>Reads one header a series, and every header where models read single pictures; positions come from the instance rows.</summary>
internal static class SeriesReader
{
    /// <summary>Series that have pictures, by UID; after each, its pictures where <paramref name="singly"/> names its modality.</summary>
    /// <param name="study">To read from.</param>
    /// <param name="singly">Modalities whose pictures are read one at a time.</param>
    /// <param name="parallel">Headers fetched at once.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<IReadOnlyList<StudySeries>> ReadAsync(IStudyImages study, IReadOnlySet<string> singly, int parallel, CancellationToken cancel)
    {
        SeriesParts[] series =
        [
            .. study.Instances.Where(instance => instance.Frames > 0)
                .GroupBy(instance => instance.SeriesInstanceUid).OrderBy(group => group.Key, StringComparer.Ordinal).Select(SeriesParts.Of),
        ];
        var headers = await HeadersAsync(study, [.. series.Select(parts => parts.Pictures[0])], parallel, cancel);
        var found = series.Select((parts, index) => new StudySeries(Describe(parts.Pictures, headers[index], parts.Geometry), headers[index]) { LeftOut = parts.LeftOut }).ToArray();
        var all = new List<StudySeries>();
        for (var index = 0; index < found.Length; index++)
        {
            all.Add(found[index]);
            if (singly.Contains(found[index].Facts.Modality ?? ""))
                all.AddRange(await SinglyAsync(study, series[index], found[index], parallel, cancel));
        }
        return all;
    }

    /// <summary>Files made by simulation say so in their SeriesDescription.</summary>
    public static bool SaysSimulated(DicomDataset header) =>
        header.GetString(Tags.SeriesDescription)?.Contains("SIMULATED", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Each of the series' pictures for itself, the left out ones too: they are left out of a stack alone.</summary>
    private static async Task<IEnumerable<StudySeries>> SinglyAsync(IStudyImages study, SeriesParts parts, StudySeries first, int parallel, CancellationToken cancel)
    {
        Instance[] others = [.. study.Instances.Where(instance => instance.SeriesInstanceUid == first.Facts.SeriesInstanceUid && instance.Frames > 0 && instance != parts.Pictures[0])];
        var headers = await HeadersAsync(study, others, parallel, cancel);
        return others.Zip(headers, (picture, header) => (Picture: picture, Header: header)).Prepend((Picture: parts.Pictures[0], first.Header))
            .OrderBy(one => one.Picture.SopInstanceUid, StringComparer.Ordinal)
            .Select(one => new StudySeries(Describe([one.Picture], one.Header, first.Facts.Geometry) with { Single = one.Picture }, one.Header));
    }

    private static async Task<DicomDataset[]> HeadersAsync(IStudyImages study, IReadOnlyList<Instance> pictures, int parallel, CancellationToken cancel)
    {
        var headers = new DicomDataset[pictures.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, pictures.Count), options, async (index, inner) =>
        {
            await using var file = await study.OpenHeaderAsync(pictures[index], inner);
            headers[index] = SliceFile.ReadHeader(file, pictures[index]);
        });
        return headers;
    }

    private static SeriesFacts Describe(IReadOnlyList<Instance> pictures, DicomDataset header, StackOutcome geometry) => new(
        pictures[0].SeriesInstanceUid,
        pictures.Count,
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
