using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Pictures;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>Reads single pictures, each for itself: a study may hold two views of one hand, and a chest.</summary>
internal static class PictureReading
{
    public static async Task<ModelReading> ReadAsync(ReadingOrder reading, StudyBorders study, CancellationToken cancel)
    {
        var (read, notRead) = (new List<ReadPicture>(), reading.NotRead.ToList());
        foreach (var chosen in reading.Chosen)
        {
            var picture = await ReadAsync(reading, chosen, study, cancel);
            if (reading.Model.Refusal(picture.Distance) is { } reason)
                notRead.Add(new(picture.Instance.SopInstanceUid, reason));
            else
                read.Add(picture);
        }
        if (read.Count == 0)
            return ModelReading.Unlike($"{(notRead.Count == 1 ? "the picture is" : $"each of {notRead.Count} pictures is excluded; the last is")} {notRead[^1].Reason}", notRead);
        var found = PictureFindingList.Of(read, reading.Model.Manifest);
        var objects = await study.Watches.TimeAsync("write", () => new PictureObjectWriter(study.Results).WriteAsync(reading, found, cancel));
        return new(null, [.. found.Select(one => one.Finding)], objects, notRead);
    }

    private static async Task<ReadPicture> ReadAsync(ReadingOrder reading, StudySeries chosen, StudyBorders study, CancellationToken cancel)
    {
        var (instance, watches, manifest) = (chosen.Facts.Single!, study.Watches, reading.Model.Manifest);
        await using var file = await watches.TimeAsync("fetch", () => study.Images.OpenAsync(instance, cancel));
        var picture = watches.Time("decode", () => SliceFile.ReadPicture(file, instance));
        var square = watches.Time("prepare", () => SliceFile.Guarded(instance, () => PreparedSquare.From(picture.Grey(manifest.Input.Voi), manifest.Input, chosen.Facts.Spacing, reading.Point)));
        var answer = watches.Time("infer", () => reading.Model.Run([square.Values]));
        return watches.Time("measure", () => new ReadPicture(
            instance,
            picture,
            square.Grid,
            MarksOf(manifest, answer, square.Grid, reading.Point),
            manifest.Task is ClassificationTask { Heatmap: { } heatmap } ? MapOf(answer, heatmap) : null,
            reading.Model.Distance(answer, 0)));
    }

    private static IReadOnlyList<PictureMark> MarksOf(ModelManifest manifest, NetAnswer answer, ModelGrid grid, PixelPoint? point) => manifest.Task switch
    {
        ClassificationTask task => PictureMarks.Classified(task, answer.Of(task.Probability, 0)[0], task.Heatmap is { } heatmap ? MapOf(answer, heatmap) : null, grid),
        DetectionTask task => PictureMarks.Detected(
            task, answer.Of(task.Presence, 0)[0], answer.Of(task.Boxes, 0), answer.Of(task.Scores, 0), task.Outline is { } outline ? MapOf(answer, outline) : null, grid),
        OutlineAtPointTask task => PictureMarks.AtPoint(task, MapOf(answer, task.Probability), grid, point!.Value),
        var task => throw new InvalidOperationException($"A {task.Kind} reads no single pictures."),
    };

    /// <summary>An output [1,1,h,w] of a batch of one.</summary>
    private static Field MapOf(NetAnswer answer, string name) => new(answer[name].Shape[3], answer[name].Shape[2], answer[name].Values);
}

/// <summary>A picture and what was marked in it.</summary>
/// <param name="Heat">Over the model's square; null where the model gives none.</param>
/// <param name="Distance">To the training pictures; null where the model gives no features.</param>
internal sealed record ReadPicture(Instance Instance, DecodedPicture Picture, ModelGrid Grid, IReadOnlyList<PictureMark> Marks, Field? Heat, double? Distance)
{
    /// <summary>Of pictures that lie in the patient: a projection's pixels have no size there.</summary>
    public ImagePlane? Plane => ImagePlane.From(
        Picture.Header.GetDoubles(Tags.ImagePositionPatient), Picture.Header.GetDoubles(Tags.ImageOrientationPatient), Picture.Header.GetDoubles(Tags.PixelSpacing));
}

/// <summary>A finding, the picture it lies in, and its mark.</summary>
internal sealed record PictureFinding(Finding Finding, ReadPicture Read, PictureMark Mark);

/// <summary>Numbers the marks of a study's pictures.</summary>
internal static class PictureFindingList
{
    /// <summary>High risk first, then the more confident.</summary>
    public static IReadOnlyList<PictureFinding> Of(IReadOnlyList<ReadPicture> read, ModelManifest model) =>
    [
        .. read
            .SelectMany(picture => picture.Marks, (picture, mark) => (Picture: picture, Mark: mark, Finding: Describe(picture, mark, 0, model)))
            .OrderByDescending(found => found.Finding.HighRisk).ThenByDescending(found => found.Finding.Confidence)
            .Select((found, index) => new PictureFinding(Describe(found.Picture, found.Mark, index + 1, model), found.Picture, found.Mark)),
    ];

    private static Finding Describe(ReadPicture picture, PictureMark mark, int number, ModelManifest model) =>
        PictureFindings.Describe(mark, number, picture.Instance, model, picture.Plane?.Spacing);
}
