using FirstRead.Core.Analysis.Results;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>What the report of a study that no model read is made from: headers that were read while one was looked for.</summary>
internal static class UnreadSource
{
    // Each beyond it is known by its row, as all are whose header was not read.
    private const int MostPictures = 500;

    /// <returns>Null where the study has no pictures, or results go nowhere.</returns>
    public static async Task<string?> WriteAsync(AnalysisOrder order, IReadOnlyList<StudySeries> pictures, IResultSink? sink, CancellationToken cancel)
    {
        if (sink is null || pictures.Count == 0)
            return null;
        var known = pictures.Select(one => SourcePicture.Light(one.Header, null)).DistinctBy(picture => (picture.SopInstanceUid, picture.Frame)).Take(MostPictures);
        return await sink.PutAsync(ReportSourceFile.Name, ReportSourceFile.Write(order.Study, order.Attempt, new(pictures[0].Header, [.. known], null)), "application/dicom", cancel);
    }
}
