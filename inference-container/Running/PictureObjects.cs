using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Pictures;
using FirstRead.Core.Analysis.Results;

namespace FirstRead.Inference.Running;

/// <summary>Findings in single pictures as objects.</summary>
internal static class PictureObjects
{
    public static FoundObjects Of(ReadingOrder reading, IReadOnlyList<ReadPicture> read, IReadOnlyList<PictureFinding> found) => new(
        new(reading.Chosen[0].Header, [.. read.Select(picture => picture.Source)], null),
        [.. found.Select(one => new ReportedFinding(one.Finding, PictureFindings.Outlines(one.Finding.Id, one.Mark, one.Read.Instance, one.Read.Plane, one.Read.Plane?.Spacing)))],
        null,
        [.. found.Select(one => new FindingView(one.Read.Instance, grey => View(reading, one, found, one.Read.Source.Place, grey), HeatOf(one.Read)))]);

    private static KeyImage View(ReadingOrder reading, PictureFinding one, IReadOnlyList<PictureFinding> found, KeyImageFrame place, Field grey)
    {
        var others = found.Where(other => other != one && other.Read == one.Read).ToArray();
        return new(
            one.Finding,
            place,
            grey,
            one.Mark.Outlines,
            [.. others.SelectMany(other => other.Mark.Outlines)],
            "",
            reading.Model.Identity,
            reading.Order.Simulated)
        {
            Boxes = one.Mark.Box is { } box ? [box] : [],
            OtherBoxes = [.. others.Select(other => other.Mark.Box).OfType<PictureBox>()],
            // A detector's map says where it outlined, which the outlines show already.
            Heat = reading.Model.Manifest.Task is ClassificationTask ? HeatOf(one.Read) : null,
        };
    }

    private static HeatLayer? HeatOf(ReadPicture read) => read.Heat is { } map ? new(map, read.Grid) : null;
}
