using FirstRead.Core.Studies;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Analysis.Geometry;

/// <summary>
/// The pictures of a series in the order in which they lie in the patient: by ImagePositionPatient along the normal,
/// never by InstanceNumber, SliceLocation or SpacingBetweenSlices, which scanners fill as they please.
/// </summary>
/// <param name="DistanceMm">Median distance of neighbours; null for a single slice.</param>
/// <param name="LeftOut">Pictures left out because another lies at the same place.</param>
public sealed record SliceStack(ImageOrientation Orientation, IReadOnlyList<StackedSlice> Slices, double? DistanceMm, IReadOnlyList<PlacedPicture> LeftOut)
{
    private const double SamePlaceMm = 0.01;

    // Beyond this multiple of the usual distance a slice is missing between two.
    private const double GapFactor = 1.5;

    /// <summary>How many pictures were left out because another lies at the same place.</summary>
    public int Repeats => LeftOut.Count;

    /// <summary>True when slice <paramref name="index"/> and the next one lie as far apart as most do.</summary>
    public bool IsNextNeighbour(int index) =>
        DistanceMm is { } usual && index + 1 < Slices.Count && Slices[index + 1].PositionMm - Slices[index].PositionMm <= usual * GapFactor;

    /// <summary>Places between two slices where at least one is missing.</summary>
    public int Gaps => Enumerable.Range(0, Slices.Count - 1).Count(index => !IsNextNeighbour(index));

    /// <summary>Orders pictures of one frame each, by their rows.</summary>
    /// <returns>The stack, or what keeps the pictures from being one.</returns>
    public static StackOutcome Of(IReadOnlyList<Instance> series) => Of([.. series.Select(PlacedPicture.Of)]);

    /// <summary>Orders pictures, frames of one object among them.</summary>
    /// <returns>The stack, or what keeps the pictures from being one.</returns>
    public static StackOutcome Of(IReadOnlyList<PlacedPicture> pictures)
    {
        var placed = new List<(PlacedPicture Picture, double Position)>(pictures.Count);
        ImageOrientation? first = null;
        foreach (var picture in pictures)
        {
            if (ImageOrientation.From(picture.Orientation) is not { } orientation || picture.Position is not [var x, var y, var z])
                return new(null, picture.Instance.Frames > 1 ? NoPlaces(picture.Instance) : "a picture lacks ImagePositionPatient or ImageOrientationPatient");
            first ??= orientation;
            if (!first.IsParallelTo(orientation))
                return new(null, "its pictures lie in different orientations, as a localizer's do");
            if (picture.Instance.Rows != pictures[0].Instance.Rows || picture.Instance.Columns != pictures[0].Instance.Columns)
                return new(null, "its pictures differ in size");
            placed.Add((picture, new Vector3D(x, y, z).Dot(first.Normal)));
        }
        return first is null ? new(null, "it has no pictures") : Order(first, placed);
    }

    // PS3.3 A.8.4, A.7: a clip or a scanned pile of paper is multi-frame and lies nowhere.
    private static string NoPlaces(Instance instance) => $"its {Frames(instance)} have no place in the patient";

    /// <summary>In words: how many frames of what.</summary>
    public static string Frames(Instance instance) => $"{instance.Frames} frames ({UidRegistry.Find(instance.SopClassUid)?.Name ?? instance.SopClassUid})";

    private static StackOutcome Order(ImageOrientation orientation, List<(PlacedPicture Picture, double Position)> placed)
    {
        var ordered = placed.OrderBy(one => one.Position).ThenBy(one => one.Picture.Instance.SopInstanceUid, StringComparer.Ordinal).ThenBy(one => one.Picture.Frame);
        var (kept, leftOut) = (new List<StackedSlice>(placed.Count), new List<PlacedPicture>());
        foreach (var (picture, position) in ordered)
            if (kept.Count == 0 || position - kept[^1].PositionMm > SamePlaceMm)
                kept.Add(new(picture.Instance, position, picture.Frame));
            else
                leftOut.Add(picture);
        // A slice sent twice is left out once; a place with a second picture almost everywhere is another volume (time, echo, phase).
        if (leftOut.Count * 2 >= kept.Count && leftOut.Count > 0)
            return new(null, $"{placed.Count} pictures lie in {kept.Count} places: more than one volume") { HoldsSeveral = true };
        var distances = kept.Zip(kept.Skip(1), (a, b) => b.PositionMm - a.PositionMm).Order().ToArray();
        return new(new(orientation, kept, distances.Length == 0 ? null : distances[distances.Length / 2], leftOut), null);
    }
}

/// <param name="PositionMm">Along the stack's normal.</param>
/// <param name="Frame">Of the picture, from 1.</param>
public sealed record StackedSlice(Instance Instance, double PositionMm, int Frame = 1);

/// <summary>A stack, or in words for a person why there is none.</summary>
public sealed record StackOutcome(SliceStack? Stack, string? Problem)
{
    /// <summary>Most places hold several pictures: several volumes, if something tells them apart.</summary>
    public bool HoldsSeveral { get; init; }
}
