using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Every instance that a content tree names, by study and series (PS3.3 C.17.2.3).</summary>
internal static class ReportEvidence
{
    public static DicomDataset Of(ResultReport report, IEnumerable<DicomDataset> content)
    {
        var named = content.SelectMany(References).DistinctBy(reference => reference.SopInstanceUid);
        return new DicomDataset()
            .Add(Tags.StudyInstanceUID, report.Source.GetString(Tags.StudyInstanceUID) ?? "")
            .AddSequence(Tags.ReferencedSeriesSequence, [.. named.GroupBy(reference => SeriesOf(report, reference.SopInstanceUid)).Select(series => new DicomDataset()
                .Add(Tags.SeriesInstanceUID, series.Key)
                .AddSequence(Tags.ReferencedSOPSequence, [.. series.Select(reference => ContentItems.Reference(reference.SopClassUid, reference.SopInstanceUid))]))]);
    }

    private static IEnumerable<(string SopClassUid, string SopInstanceUid)> References(DicomDataset item) =>
        item.GetSequence(Tags.ReferencedSOPSequence)
            .Select(reference => (reference.GetString(Tags.ReferencedSOPClassUID)!, reference.GetString(Tags.ReferencedSOPInstanceUID)!))
            .Concat(item.GetSequence(Tags.ContentSequence).SelectMany(References));

    private static string SeriesOf(ResultReport report, string sopInstanceUid) =>
        report.Segmentation is { } segmentation && segmentation.SopInstanceUid == sopInstanceUid ? segmentation.SeriesInstanceUid : report.Pictures.First(picture => picture.SopInstanceUid == sopInstanceUid).SeriesInstanceUid;
}
