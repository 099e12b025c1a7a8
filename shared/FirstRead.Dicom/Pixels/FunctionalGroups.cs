using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Pixels;

/// <summary>Looks into the functional groups of enhanced multi-frame objects (PS3.3 C.7.6.16).</summary>
public static class FunctionalGroups
{
    /// <summary>
    /// The first item of a functional group's sequence, such as PixelMeasuresSequence, for a frame (from 0): the
    /// frame's own, else the shared one, else null.
    /// </summary>
    public static DicomDataset? Find(DicomDataset dataset, int frame, DicomTag group)
    {
        var frames = dataset.GetSequence(Tags.PerFrameFunctionalGroupsSequence);
        var own = frame >= 0 && frame < frames.Count ? First(frames[frame], group) : null;
        return own ?? (First(dataset, Tags.SharedFunctionalGroupsSequence) is { } shared ? First(shared, group) : null);
    }

    private static DicomDataset? First(DicomDataset dataset, DicomTag sequence) =>
        dataset.GetSequence(sequence) is [var first, ..] ? first : null;
}
