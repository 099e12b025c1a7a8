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

    /// <summary>
    /// The attribute that an instance of a class is for, and without which it is taken for cut: pixels of an image, the
    /// document of an encapsulated one, a waveform's samples, a structure set's regions. Null where the class says nothing, as for reports.
    /// </summary>
    public static DicomTag? ContentOf(string? uid)
    {
        if (Find(uid)?.Name is not { } name) return null;
        if (IsImageStorage(uid) || name is "Segmentation Storage" or "Label Map Segmentation Storage" or "Height Map Segmentation Storage" or "Parametric Map Storage")
            return Tags.PixelData;
        // Type 1 (PS3.3 C.8.8.8).
        if (name is "RT Structure Set Storage") return Tags.RTROIObservationsSequence;
        if (name.EndsWith("Waveform Storage", StringComparison.Ordinal)) return Tags.WaveformSequence;
        return name.StartsWith("Encapsulated ", StringComparison.Ordinal) ? Tags.EncapsulatedDocument : null;
    }

    private static UidEntry? Find(string? uid) =>
        uid is not null && UidRegistry.Find(uid) is { Type: UidRegistry.SopClassType } entry ? entry : null;
}
