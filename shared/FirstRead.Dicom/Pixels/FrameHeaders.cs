using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Pixels;

/// <summary>
/// Headers of single frames, as objects of one frame would have them: what the functional groups say (PS3.3 C.7.6.16.2)
/// stands beside the object's own attributes, and the groups themselves are gone.
/// </summary>
public sealed class FrameHeaders
{
    // What says where a frame lies, how it is shown and how it was acquired. Groups that refer to other objects stay out.
    private static readonly DicomTag[] Groups =
    [
        // PS3.3 C.7.6.16.2.1.1: legacy converted objects keep there what has no group of its own. First, for the groups know better.
        Tags.UnassignedSharedConvertedAttributesSequence,
        Tags.UnassignedPerFrameConvertedAttributesSequence,
        Tags.PixelMeasuresSequence,
        Tags.PlanePositionSequence,
        Tags.PlaneOrientationSequence,
        Tags.PixelValueTransformationSequence,
        Tags.FrameVOILUTSequence,
        Tags.FrameContentSequence,
        Tags.FrameAnatomySequence,
        Tags.CardiacSynchronizationSequence,
        Tags.TemporalPositionSequence,
        Tags.ContrastBolusUsageSequence,
        Tags.MRImageFrameTypeSequence,
        Tags.MRTimingAndRelatedParametersSequence,
        Tags.MREchoSequence,
        Tags.MRModifierSequence,
        Tags.MRDiffusionSequence,
        Tags.CTImageFrameTypeSequence,
    ];

    private readonly DicomDataset _common = new();
    private readonly IReadOnlyList<DicomDataset> _frames;

    /// <param name="header">Of the object, without its pixels.</param>
    public FrameHeaders(DicomDataset header)
    {
        foreach (var element in header)
            if (element.Tag != Tags.SharedFunctionalGroupsSequence && element.Tag != Tags.PerFrameFunctionalGroupsSequence)
                _common.Set(element);
        if (header.GetSequence(Tags.SharedFunctionalGroupsSequence) is [var shared, ..]) Flatten(shared, _common);
        _frames = header.GetSequence(Tags.PerFrameFunctionalGroupsSequence);
    }

    /// <summary>The header of one frame; ReferencedFrameNumber in it is the frame's number.</summary>
    /// <param name="frame">From 1, as DICOM counts them.</param>
    public DicomDataset Of(int frame)
    {
        var header = new DicomDataset();
        foreach (var element in _common) header.Set(element);
        if (frame >= 1 && frame <= _frames.Count) Flatten(_frames[frame - 1], header);
        return header.Add(Tags.ReferencedFrameNumber, frame);
    }

    private static void Flatten(DicomDataset groups, DicomDataset header)
    {
        foreach (var tag in Groups)
            if (groups.GetSequence(tag) is [var first, ..])
                foreach (var element in first) header.Set(element);
    }
}
