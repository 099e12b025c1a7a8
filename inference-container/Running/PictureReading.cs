using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Pictures;
using FirstRead.Core.Analysis.Results;
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
        var (all, notRead) = (await MarkAsync(reading, study, cancel), reading.NotRead.ToList());
        var read = all.Where(picture => reading.Model.Refusal(picture.Distance) is null).ToArray();
        notRead.AddRange(all.Except(read).Select(picture => new UnreadPicture(picture.Instance.SopInstanceUid, reading.Model.Refusal(picture.Distance)!)));
        if (read.Length == 0)
            return ModelReading.Unlike($"{(notRead.Count == 1 ? "the picture is" : $"each of {notRead.Count} pictures is excluded; the last is")} {notRead[^1].Reason}", notRead);
        var found = PictureFindingList.Of(read, reading.Model.Manifest);
        var objects = await study.Watches.TimeAsync("write", () => study.WriteAsync(reading, () => PictureObjects.Of(reading, read, found), cancel));
        return new(null, [.. found.Select(one => one.Finding)], objects, notRead);
    }

    /// <summary>In the order of what was chosen, however they became ready.</summary>
    private static async Task<IReadOnlyList<ReadPicture>> MarkAsync(ReadingOrder reading, StudyBorders study, CancellationToken cancel)
    {
        var (input, marked) = (reading.Model.Manifest.Input, new ReadPicture[reading.Chosen.Count]);
        await foreach (var picture in PictureFeed.ReadAsync(study, [.. reading.Chosen.Select(chosen => chosen.Facts.Single!)], Prepare, cancel))
            marked[picture.Index] = Mark(reading, picture, study.Watches);
        return marked;

        PreparedPicture Prepare(int index, DecodedPicture picture) =>
            new(index, SourcePicture.Light(picture.Header, picture.Window()), PreparedSquare.From(picture.Grey(input.Voi), input, reading.Chosen[index].Facts.Spacing, reading.Point));
    }

    private static ReadPicture Mark(ReadingOrder reading, PreparedPicture picture, Stopwatches watches)
    {
        var (manifest, grid) = (reading.Model.Manifest, picture.Square.Grid);
        var answer = watches.Time("infer", () => reading.Model.Run([picture.Square.Values]));
        return watches.Time("measure", () => new ReadPicture(
            reading.Chosen[picture.Index].Facts.Single!,
            picture.Source,
            grid,
            MarksOf(manifest, answer, grid, reading.Point),
            manifest.Task is ClassificationTask { Heatmap: { } heatmap } ? MapOf(answer, heatmap) : manifest.Task is DetectionTask { Outline: { } outline } ? MapOf(answer, outline) : null,
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

/// <summary>A picture as the net wants it.</summary>
/// <param name="Index">Among those that were chosen.</param>
/// <param name="Source">What is kept of its header.</param>
internal sealed record PreparedPicture(int Index, SourcePicture Source, PreparedSquare Square);

/// <summary>A picture and what was marked in it. Its pixels are not kept: whoever draws it reads it again.</summary>
/// <param name="Source">What is kept of its header.</param>
/// <param name="Heat">Over the model's square; null where the model gives none.</param>
/// <param name="Distance">To the training pictures; null where the model gives no features.</param>
internal sealed record ReadPicture(Instance Instance, SourcePicture Source, ModelGrid Grid, IReadOnlyList<PictureMark> Marks, Field? Heat, double? Distance)
{
    /// <summary>Of pictures that lie in the patient: a projection's pixels have no size there.</summary>
    public ImagePlane? Plane => ImagePlane.From(
        Source.Header.GetDoubles(Tags.ImagePositionPatient), Source.Header.GetDoubles(Tags.ImageOrientationPatient), Source.Header.GetDoubles(Tags.PixelSpacing));
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
