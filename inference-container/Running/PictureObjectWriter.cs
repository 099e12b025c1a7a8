using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Pictures;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>Writes contours and key images of findings in single pictures. Names and bytes depend on the attempt alone.</summary>
internal sealed class PictureObjectWriter(IStudyImages study, IResultSink sink)
{
    private const int MostOverlays = 12;

    public async Task<ResultObjects> WriteAsync(ReadingOrder reading, IReadOnlyList<PictureFinding> found, CancellationToken cancel)
    {
        var document = ContourJson.Write(new(
            1,
            Notices.Of(reading.Order.Simulated),
            reading.Order.Study.Value,
            reading.Order.Attempt,
            [.. found.Select(one => PictureFindings.Outlines(one.Finding.Id, one.Mark, one.Read.Instance, one.Read.Plane, one.Read.Plane?.Spacing))]));
        var contours = await sink.PutAsync("contours.json", document, "application/json", cancel);
        var overlays = new List<string>();
        foreach (var one in found.Take(MostOverlays))
            overlays.Add(await sink.PutAsync($"overlay-{one.Finding.Id}.png", await OverlayAsync(reading, one, found, cancel), "image/png", cancel));
        return new(contours, overlays, null);
    }

    /// <summary>Reads the picture again: to keep every picture until its findings are known would not be bounded.</summary>
    private async Task<byte[]> OverlayAsync(ReadingOrder reading, PictureFinding one, IReadOnlyList<PictureFinding> found, CancellationToken cancel)
    {
        var (read, others) = (one.Read, found.Where(other => other != one && other.Read == one.Read).ToArray());
        await using var file = await study.OpenAsync(read.Instance, cancel);
        var shown = SliceFile.ReadPicture(file, read.Instance).Shown();
        return KeyImagePicture.Draw(new(
            one.Finding,
            KeyImageFrame.Of(read.Plane, read.Header.GetStrings(Tags.PatientOrientation)),
            new Field(shown.Width, shown.Height, Array.ConvertAll(shown.Pixels, value => (float)value)),
            one.Mark.Outlines,
            [.. others.SelectMany(other => other.Mark.Outlines)],
            "",
            reading.Model.Identity,
            reading.Order.Simulated)
        {
            Boxes = one.Mark.Box is { } box ? [box] : [],
            OtherBoxes = [.. others.Select(other => other.Mark.Box).OfType<PictureBox>()],
            Heat = read.Heat is { } heat ? new(heat, read.Grid) : null,
        });
    }
}
