using FirstRead.Core.Deidentification;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Learning;

/// <summary>Why a study may not be released for teaching.</summary>
public enum TeachingRefusal
{
    NotSigned,
    FilesHeld,
    NoPictures,

    /// <summary>The read has no finding that stands and has a place.</summary>
    NothingToFind,

    /// <summary>A finding stands in a read that is to be a case without one.</summary>
    FindingStands,

    /// <summary>A face might be rebuilt from the pictures, and nobody has agreed yet.</summary>
    FacesMayShow,
}

/// <summary>Whether a signed read may become a teaching case: pure, asked when a radiologist releases it and again when the copy is made.</summary>
public static class TeachingRelease
{
    /// <param name="instances">All of the study.</param>
    /// <param name="filesHeld">Whether a file of the study waits for a person.</param>
    public static TeachingRefusal? Refusal(Reading reading, IReadOnlyList<Instance> instances, CaseKind kind, bool facesAgreed, bool filesHeld)
    {
        if (!reading.Signed || LastSigned(reading) is null)
            return TeachingRefusal.NotSigned;
        if (filesHeld || reading.Study.Status == StudyStatus.Held)
            return TeachingRefusal.FilesHeld;
        var pictures = instances.Where(IsPicture).ToArray();
        if (pictures.Length == 0)
            return TeachingRefusal.NoPictures;
        var standing = Standing(reading).Any();
        if (standing != (kind == CaseKind.Positive))
            return standing ? TeachingRefusal.FindingStands : TeachingRefusal.NothingToFind;
        return !facesAgreed && FacesMayShow(pictures) ? TeachingRefusal.FacesMayShow : null;
    }

    /// <summary>Whether a person must look and agree first.</summary>
    public static bool FacesMayShow(IReadOnlyList<Instance> instances) => instances.Any(picture => IsPicture(picture) && Faces.MayShow(picture.Modality, picture.BodyPart));

    public static ReviewRound? LastSigned(Reading reading) => reading.Rounds.LastOrDefault(round => round.Signature is not null);

    /// <summary>Pictures of the modality's own: no segmentation, no report, nothing that was made of other pictures to show a result.</summary>
    public static bool IsPicture(Instance instance) => instance is { Rows: > 0, Columns: > 0 } && !DerivedClasses.Contains(instance.SopClassUid);

    /// <summary>Ids of the findings that stand after review.</summary>
    public static IEnumerable<string> Standing(Reading reading) =>
        (reading.Result?.Findings ?? []).Where(finding => reading.DecisionOn(finding.Id)?.Verdict is Verdict.Accept or Verdict.Amend).Select(finding => finding.Id)
            .Concat(reading.StandingOwnFindings.Select(finding => finding.Id));
}
