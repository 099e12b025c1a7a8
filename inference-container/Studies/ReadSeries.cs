using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Inference.Studies;

/// <summary>One series parted into stacks, each with the header of its first picture.</summary>
/// <param name="Parts">At least one; several where it holds several volumes, or objects of many frames beside single pictures.</param>
internal sealed record ReadSeries(IReadOnlyList<(SeriesParts Part, DicomDataset Header)> Parts)
{
    /// <param name="series">Instances of one series that hold pictures.</param>
    /// <param name="stacked">Modalities whose slices a model reads: of no other is more than one header read.</param>
    /// <param name="headers">To read from.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<ReadSeries> OfAsync(IReadOnlyList<Instance> series, IReadOnlySet<string> stacked, HeaderSource headers, CancellationToken cancel)
    {
        var parts = new List<(SeriesParts, DicomDataset)>();
        if (series.Where(instance => instance.Frames == 1).ToArray() is { Length: > 0 } single)
            parts.AddRange(await SingleAsync(single, stacked, headers, cancel));
        foreach (var size in series.Where(instance => instance.Frames > 1).GroupBy(instance => (instance.SopClassUid, instance.Rows, instance.Columns)))
            parts.AddRange(await MultipleAsync([.. size.OrderBy(instance => instance.SopInstanceUid, StringComparer.Ordinal)], stacked, headers, cancel));
        return new(parts);
    }

    private static async Task<IEnumerable<(SeriesParts, DicomDataset)>> SingleAsync(Instance[] series, IReadOnlySet<string> stacked, HeaderSource headers, CancellationToken cancel)
    {
        var whole = SeriesParts.Of(series.Select(PlacedPicture.Of));
        if (whole.Geometry.HoldsSeveral && stacked.Contains(series[0].Modality ?? ""))
        {
            var marked = await headers.ReadAsync([.. whole.Pictures.Select(picture => picture.Instance)], (instance, header) => new MarkedPicture(PlacedPicture.Of(instance), VolumeMark.ValuesOf(header)), cancel);
            return await WithHeadersAsync(Split(whole, marked), headers, cancel);
        }
        return await WithHeadersAsync([whole], headers, cancel);
    }

    private static async Task<IEnumerable<(SeriesParts, DicomDataset)>> WithHeadersAsync(IReadOnlyList<SeriesParts> parts, HeaderSource headers, CancellationToken cancel) =>
        parts.Zip(await headers.ReadAsync([.. parts.Select(part => part.Pictures[0].Instance)], (_, header) => header, cancel));

    /// <summary>Objects of one class and size: their frames by stack, each stack parted where it holds several volumes.</summary>
    private static async Task<IEnumerable<(SeriesParts, DicomDataset)>> MultipleAsync(Instance[] series, IReadOnlySet<string> stacked, HeaderSource headers, CancellationToken cancel)
    {
        var isAsked = stacked.Contains(series[0].Modality ?? "");
        var read = await headers.ReadAsync(isAsked ? series : series[..1], (instance, header) => FramesOf(instance, header, isAsked), cancel);
        MarkedPicture[] frames = [.. read.SelectMany(one => one.Frames)];
        var parts = frames.Length == 0 ? new List<(SeriesParts, DicomDataset)>() : Stacks(frames).SelectMany(stack =>
        {
            var whole = SeriesParts.Of(stack.Select(frame => frame.Picture));
            if (!whole.Geometry.HoldsSeveral)
                return [whole];
            var main = new HashSet<PlacedPicture>(whole.Pictures, ReferenceEqualityComparer.Instance);
            return Split(whole, [.. stack.Where(frame => main.Contains(frame.Picture))]);
        }).Select(part => (part, read.Single(one => one.Instance == part.Pictures[0].Instance).Headers.Of(part.Pictures[0].Frame))).ToList();
        // A clip, a scanned pile of paper: one picture, whatever its frames.
        var placeless = series.Except(read.Where(one => one.Frames.Count > 0).Select(one => one.Instance)).ToArray();
        if (placeless.Length > 0)
            parts.Add((SeriesParts.Of(placeless.Select(PlacedPicture.Of)), read.First(one => one.Frames.Count == 0).Headers.Of(1)));
        return parts;
    }

    private static IReadOnlyList<SeriesParts> Split(SeriesParts whole, IReadOnlyList<MarkedPicture> pictures) =>
        VolumeSplit.Of(pictures) is { Count: > 0 } volumes ? [.. volumes.Select(whole.Part)] : [whole.Inseparable()];

    /// <summary>Stacks may lie in any orientation to each other (PS3.3 C.7.6.16.2.2.4); an ID for every frame is no ID of stacks.</summary>
    private static IEnumerable<IEnumerable<MarkedPicture>> Stacks(MarkedPicture[] frames)
    {
        var stacks = frames.GroupBy(frame => frame.Marks[0]).ToArray();
        return stacks.Length > 1 && 2 * stacks.Length <= frames.Length ? stacks : [frames];
    }

    private static ObjectFrames FramesOf(Instance instance, DicomDataset header, bool isAsked)
    {
        var (headers, described) = (new FrameHeaders(header), header.GetSequence(Tags.PerFrameFunctionalGroupsSequence).Count);
        // What NumberOfFrames claims is not worth a loop: only frames that the header describes are looked at.
        MarkedPicture[] frames = isAsked && described >= instance.Frames ? [.. Enumerable.Range(1, instance.Frames).Select(frame => Frame(instance, frame, headers.Of(frame)))] : [];
        return new(instance, headers, frames.Any(frame => frame.Picture.Position is not null) ? frames : []);
    }

    private static MarkedPicture Frame(Instance instance, int frame, DicomDataset header) => new(
        new(instance, frame, header.GetDoubles(Tags.ImagePositionPatient) is { Count: 3 } position ? position : null, header.GetDoubles(Tags.ImageOrientationPatient) is { Count: 6 } orientation ? orientation : null),
        VolumeMark.ValuesOf(header));

    /// <param name="Frames">Empty where none has a place.</param>
    private sealed record ObjectFrames(Instance Instance, FrameHeaders Headers, IReadOnlyList<MarkedPicture> Frames);
}
