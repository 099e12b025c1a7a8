using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Registry;

namespace FirstRead.Inference.Studies;

/// <summary>
/// What of a series is one stack of slices. Scanners and archives put a scout, a captured screen or a dose page among the slices;
/// more than half of a series must agree, or it is taken as it is, with what speaks against it.
/// </summary>
/// <param name="Pictures">By SOPInstanceUID and frame.</param>
/// <param name="Geometry">Of these, or why they make no stack.</param>
/// <param name="LeftOut">The part's other pictures, each with the reason.</param>
internal sealed record SeriesParts(IReadOnlyList<PlacedPicture> Pictures, StackOutcome Geometry, IReadOnlyList<(PlacedPicture Picture, string Reason)> LeftOut)
{
    /// <summary>Null where the part is all that the series has of its kind.</summary>
    public SliceVolume? Volume { get; init; }

    public static SeriesParts Of(IEnumerable<PlacedPicture> series)
    {
        var all = series.OrderBy(picture => picture.Instance.SopInstanceUid, StringComparer.Ordinal).ThenBy(picture => picture.Frame).ToArray();
        IReadOnlyList<PlacedPicture> main = Agreeing(all).MaxBy(part => part.Count)!;
        if (2 * main.Count <= all.Length || ImageOrientation.From(main[0].Orientation) is null)
            main = all;
        var geometry = SliceStack.Of(main);
        var repeats = geometry.Stack is { } stack ? stack.LeftOut : [];
        return new(
            main,
            geometry,
            [
                .. all.Except(main).Select(other => (other, Difference(main[0], other))),
                .. repeats.Select(other => (other, "another picture of the series lies in the same place")),
            ]);
    }

    /// <summary>One volume of several; what was left out before is left out of each.</summary>
    public SeriesParts Part(SliceVolume volume)
    {
        var part = Of(volume.Pictures);
        return part with
        {
            LeftOut = [.. LeftOut, .. part.LeftOut],
            Volume = volume,
        };
    }

    /// <summary>Nothing tells the volumes of the series apart.</summary>
    public SeriesParts Inseparable() => this with
    {
        Geometry = Geometry with
        {
            Problem = $"{Geometry.Problem}, and nothing in the headers tells them apart",
        },
    };

    /// <summary>Why all of it is not read while <paramref name="read"/>, of the same series, is.</summary>
    public IEnumerable<(PlacedPicture Picture, string Reason)> Beside(SeriesParts read)
    {
        var reason = Volume is { } mine && read.Volume is { } its && mine.Name != its.Name
            ? $"another volume of its series: {mine.Name}, where {its.Name} was read"
            : DifferenceOrNull(read.Pictures[0], Pictures[0]) ?? "another stack of its series";
        return Volume is { } volume ? volume.Pictures.Select(picture => (picture, reason)) : [.. Pictures.Select(picture => (picture, reason)), .. LeftOut];
    }

    private static List<List<PlacedPicture>> Agreeing(PlacedPicture[] series)
    {
        var parts = new List<List<PlacedPicture>>();
        foreach (var picture in series)
            if (parts.Find(part => DifferenceOrNull(part[0], picture) is null) is { } part)
                part.Add(picture);
            else
                parts.Add([picture]);
        return parts;
    }

    private static string Difference(PlacedPicture most, PlacedPicture other) => DifferenceOrNull(most, other) ?? "unlike most of its series";

    /// <summary>In words for a person.</summary>
    private static string? DifferenceOrNull(PlacedPicture mostOf, PlacedPicture otherOf)
    {
        var (most, other) = (mostOf.Instance, otherOf.Instance);
        if (other.SopClassUid != most.SopClassUid)
            return $"a {Name(other)} among {Name(most)}";
        if (other.Frames > 1 != most.Frames > 1)
            return $"{other.Frames} frames";
        if ((other.Rows, other.Columns) != (most.Rows, most.Columns))
            return $"{other.Columns} by {other.Rows} pixels where most of its series has {most.Columns} by {most.Rows}";
        var (mine, its) = (ImageOrientation.From(mostOf.Orientation), ImageOrientation.From(otherOf.Orientation));
        if (its is null || otherOf.Position is not { Count: 3 })
            return mine is null || mostOf.Position is not { Count: 3 } ? null : "it lacks ImagePositionPatient or ImageOrientationPatient";
        return mine?.IsParallelTo(its) == true ? null : "it lies in another orientation than most of its series, as a scout does";
    }

    private static string Name(Instance instance) => UidRegistry.Find(instance.SopClassUid)?.Name ?? instance.SopClassUid;
}
