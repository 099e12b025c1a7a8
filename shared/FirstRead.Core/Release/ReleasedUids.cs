using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Identity;

namespace FirstRead.Core.Release;

/// <summary>
/// UIDs of released copies. A copy is another object than its pseudonymous twin, so it has a UID of its own; the same one
/// at every release, so that a PACS which has it takes no second. It is cut from a secret of the study, for otherwise who
/// knows the one could tell the other.
/// </summary>
public static class ReleasedUids
{
    /// <param name="study">Records that were sealed before there was a release have no secret: their copies can be linked by who knows both UIDs.</param>
    /// <param name="pseudonymous">Of one of our own objects, series, findings and the like.</param>
    public static string Of(StudyIdentity study, string pseudonymous) =>
        DerivedUids.From($"released\n{study.ReleaseSalt ?? study.StudyInstanceUid}\n{pseudonymous}");
}
