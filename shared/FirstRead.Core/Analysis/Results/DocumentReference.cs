using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis.Results;

/// <summary>An object of the same study that another one names.</summary>
public sealed record DocumentReference(string SeriesInstanceUid, string SopInstanceUid)
{
    /// <summary>The segmentation of an attempt.</summary>
    public static DocumentReference OfSegmentation(StudyId study, int attempt) => Of(study, attempt, "segmentation");

    /// <summary>The segmentation with the outlines as signed: 1 for the first signature, 2 for the first addendum.</summary>
    public static DocumentReference OfSignedSegmentation(StudyId study, int attempt, int number) => Of(study, attempt, $"signed segmentation {number}");

    /// <summary>The report of an attempt, as the model left it.</summary>
    public static DocumentReference OfReport(StudyId study, int attempt) => Of(study, attempt, "report");

    /// <summary>The report as signed: 1 for the first signature, 2 for the first addendum.</summary>
    public static DocumentReference OfSignedReport(StudyId study, int attempt, int number) => Of(study, attempt, $"signed report {number}");

    private static DocumentReference Of(StudyId study, int attempt, string role) =>
        new(DerivedUids.Of(study, attempt, $"{role} series"), DerivedUids.Of(study, attempt, role));
}
