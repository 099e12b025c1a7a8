namespace FirstRead.Core.Studies;

/// <summary>
/// What was promised to a study and is not in it. A file is lost no longer once its bytes have come by another way, or a whole
/// file stands under the UID of the broken one: the uploader sent it again.
/// </summary>
public static class LostFiles
{
    /// <param name="files">Of every upload that touched the study. One that was never opened may have been of any study of its upload.</param>
    public static IEnumerable<UploadFile> Of(StudyId study, IReadOnlyList<Instance> instances, IEnumerable<UploadFile> files)
    {
        var digests = instances.Select(instance => instance.Sha256).ToHashSet();
        var uids = instances.Select(instance => instance.SopInstanceUid).ToHashSet();
        return files.Where(file => IsLost(file) && (file.Study is null || file.Study == study) && !digests.Contains(file.Sha256) && !StandsUnderItsUid(file, uids));
    }

    public static bool IsLost(UploadFile file) => file.State is FileState.Refused or FileState.Held or FileState.Expired;

    /// <summary>A held file waits for a person even where its UID stands: its bytes are others.</summary>
    private static bool StandsUnderItsUid(UploadFile file, HashSet<string> uids) => file is { State: not FileState.Held, SopInstanceUid: { } uid } && uids.Contains(uid);
}
