namespace FirstRead.Dicom.Registry;

/// <summary>What the registry says of SOP classes.</summary>
public static class SopClasses
{
    /// <summary>"CT Image Storage" for its UID; null where PS3.6 does not register it as a SOP class.</summary>
    public static string? NameOf(string? uid) => Find(uid)?.Name;

    /// <summary>Classes whose instances are nothing without pixels. Segmentations and doses are not counted.</summary>
    public static bool IsImageStorage(string? uid) =>
        Find(uid) is { } entry
        && entry.Name.Contains("Image Storage", StringComparison.Ordinal)
        && !entry.Name.Contains("Presentation State", StringComparison.Ordinal);

    private static UidEntry? Find(string? uid) =>
        uid is not null && UidRegistry.Find(uid) is { Type: UidRegistry.SopClassType } entry ? entry : null;
}
