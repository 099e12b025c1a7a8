using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Registry;

namespace FirstRead.Inference.Studies;

/// <summary>
/// What of a series is one stack of slices. Scanners and archives put a scout, a captured screen or a dose page among the slices;
/// more than half of a series must agree, or it is taken as it is, with what speaks against it.
/// </summary>
/// <param name="Pictures">By SOPInstanceUID.</param>
/// <param name="Geometry">Of these, or why they make no stack.</param>
/// <param name="LeftOut">The series' other pictures, each with the reason.</param>
internal sealed record SeriesParts(IReadOnlyList<Instance> Pictures, StackOutcome Geometry, IReadOnlyList<UnreadPicture> LeftOut)
{
    public static SeriesParts Of(IEnumerable<Instance> series)
    {
        var all = series.OrderBy(instance => instance.SopInstanceUid, StringComparer.Ordinal).ToArray();
        IReadOnlyList<Instance> main = Agreeing(all).MaxBy(part => part.Count)!;
        if (2 * main.Count <= all.Length || ImageOrientation.From(main[0].ImageOrientation) is null)
            main = all;
        var geometry = SliceStack.Of(main);
        var repeats = geometry.Stack is { } stack ? stack.LeftOut : [];
        return new(
            main,
            geometry,
            [
                .. all.Except(main).Select(other => new UnreadPicture(other.SopInstanceUid, Difference(main[0], other))),
                .. repeats.Select(other => new UnreadPicture(other.SopInstanceUid, "another picture of the series lies in the same place")),
            ]);
    }

    private static List<List<Instance>> Agreeing(Instance[] series)
    {
        var parts = new List<List<Instance>>();
        foreach (var instance in series)
            if (parts.Find(part => DifferenceOrNull(part[0], instance) is null) is { } part)
                part.Add(instance);
            else
                parts.Add([instance]);
        return parts;
    }

    private static string Difference(Instance most, Instance other) => DifferenceOrNull(most, other) ?? "unlike most of its series";

    /// <summary>In words for a person.</summary>
    private static string? DifferenceOrNull(Instance most, Instance other)
    {
        if (other.SopClassUid != most.SopClassUid)
            return $"a {Name(other)} among {Name(most)}";
        if (other.Frames != most.Frames)
            return $"{other.Frames} frames";
        if ((other.Rows, other.Columns) != (most.Rows, most.Columns))
            return $"{other.Columns} by {other.Rows} pixels where most of its series has {most.Columns} by {most.Rows}";
        var (mine, its) = (ImageOrientation.From(most.ImageOrientation), ImageOrientation.From(other.ImageOrientation));
        if (its is null || other.ImagePosition is not { Count: 3 })
            return mine is null || most.ImagePosition is not { Count: 3 } ? null : "it lacks ImagePositionPatient or ImageOrientationPatient";
        return mine?.IsParallelTo(its) == true ? null : "it lies in another orientation than most of its series, as a scout does";
    }

    private static string Name(Instance instance) => UidRegistry.Find(instance.SopClassUid)?.Name ?? instance.SopClassUid;
}
