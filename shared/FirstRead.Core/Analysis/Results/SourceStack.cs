using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Results;

/// <summary>A series of parallel slices as a segmentation names it: one size, one direction, one spacing.</summary>
/// <param name="DistanceMm">Of neighbours, measured by their positions; null for a single slice.</param>
/// <param name="Slices">In the order in which they lie in the patient.</param>
public sealed record SourceStack(
    string SeriesInstanceUid,
    int Columns,
    int Rows,
    ImageOrientation Orientation,
    PixelSpacing Spacing,
    double? DistanceMm,
    IReadOnlyList<SourceSlice> Slices)
{
    /// <param name="stack">The source series in order.</param>
    /// <param name="planes">The plane of each slice of the stack.</param>
    public static SourceStack Of(SliceStack stack, IReadOnlyList<ImagePlane> planes)
    {
        var first = stack.Slices[0].Instance;
        return new(
            first.SeriesInstanceUid,
            first.Columns ?? 0,
            first.Rows ?? 0,
            planes[0].Orientation,
            planes[0].Spacing,
            stack.DistanceMm,
            [.. stack.Slices.Select((slice, index) => new SourceSlice(
                slice.Instance.SopClassUid, slice.Instance.SopInstanceUid, slice.Instance.Frames > 1 ? slice.Frame : null, planes[index].Origin))]);
    }

    public ImagePlane PlaneOf(int slice) => new(Slices[slice].Origin, Orientation, Spacing);

    /// <summary>How the frames of its objects lie; null where its slices are single pictures.</summary>
    public IReadOnlyList<FrameOrder>? Frames
    {
        get
        {
            var (row, column) = (Orientation.AlongRow, Orientation.AlongColumn);
            FrameOrder[] objects =
            [
                .. Slices.Where(slice => slice.Frame is not null).GroupBy(slice => slice.SopInstanceUid)
                    .Select(frames => new FrameOrder(frames.Key, [row.X, row.Y, row.Z, column.X, column.Y, column.Z], [.. frames.Select(slice => slice.Frame!.Value)])),
            ];
            return objects.Length > 0 ? objects : null;
        }
    }

    /// <summary>The slice that an outline lies on; null where it lies on none of this stack's.</summary>
    public int? IndexOf(Contour contour)
    {
        for (var index = 0; index < Slices.Count; index++)
            if (Slices[index].SopInstanceUid == contour.SopInstanceUid && (Slices[index].Frame ?? 1) == contour.Frame)
                return index;
        return null;
    }
}

/// <param name="Frame">From 1; null where the picture has one frame (PS3.3 10.3: then no frame is named).</param>
/// <param name="Origin">Centre of the first pixel, mm.</param>
public sealed record SourceSlice(string SopClassUid, string SopInstanceUid, int? Frame, Vector3D Origin);
