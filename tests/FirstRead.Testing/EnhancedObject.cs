using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Testing;

/// <summary>Single MR slices as one object of many frames: what is each slice's own moves into the functional groups (PS3.3 A.36.2, A.71).</summary>
public static class EnhancedObject
{
    public const string EnhancedMr = "1.2.840.10008.5.1.4.1.1.4.1";
    public const string LegacyConvertedMr = "1.2.840.10008.5.1.4.1.1.4.4";

    private static readonly TransferSyntax EncapsulatedUncompressed = TransferSyntax.Find("1.2.840.10008.1.2.1.98")!;

    private static readonly DicomTag[] Moved =
    [
        Tags.ImagePositionPatient, Tags.ImageOrientationPatient, Tags.PixelSpacing, Tags.SliceThickness, Tags.SpacingBetweenSlices, Tags.SliceLocation,
        Tags.WindowCenter, Tags.WindowWidth, Tags.RescaleSlope, Tags.RescaleIntercept, Tags.RescaleType,
        Tags.RepetitionTime, Tags.EchoTime, Tags.InversionTime, Tags.EchoNumbers, Tags.DiffusionBValue, Tags.TriggerTime, Tags.TemporalPositionIdentifier, Tags.AcquisitionNumber, Tags.AcquisitionTime,
        Tags.ScanningSequence, Tags.BodyPartExamined, Tags.ContrastBolusAgent, Tags.InstanceNumber, Tags.PixelData,
    ];

    /// <summary>As a scanner writes it: frames in the slices' order, timing in its own groups, no attribute of single slices left.</summary>
    /// <param name="slices">Alike but for place, timing and pixels.</param>
    /// <param name="uid">SOPInstanceUID.</param>
    /// <param name="own">Adds to a frame's FrameContentSequence item and to the frame's groups; given the slice's index.</param>
    public static DicomDataset Mr(IReadOnlyList<DicomDataset> slices, string uid, Action<int, DicomDataset, DicomDataset>? own = null)
    {
        var document = Common(slices, uid, EnhancedMr)
            .Add(Tags.EchoPulseSequence, "SPIN")
            .AddSequence(Tags.ContrastBolusAgentSequence, new DicomDataset().Add(Tags.CodeValue, "51150").Add(Tags.CodingSchemeDesignator, "99TEST").Add(Tags.CodeMeaning, "Gadolinium"))
            .AddSequence(Tags.SharedFunctionalGroupsSequence, new DicomDataset()
                .AddSequence(Tags.PixelMeasuresSequence, Copy(slices[0], Tags.PixelSpacing, Tags.SliceThickness))
                .AddSequence(Tags.FrameAnatomySequence, new DicomDataset()
                    .AddSequence(Tags.AnatomicRegionSequence, new DicomDataset().Add(Tags.CodeValue, "12738006").Add(Tags.CodingSchemeDesignator, "SCT").Add(Tags.CodeMeaning, "Brain")))
                // Required where an agent is named (PS3.3 A.36.2.3).
                .AddSequence(Tags.ContrastBolusUsageSequence, new DicomDataset().Add(Tags.ContrastBolusAgentAdministered, "YES"))
                .AddSequence(Tags.MRTimingAndRelatedParametersSequence, Copy(slices[0], Tags.RepetitionTime)));
        return document.AddSequence(Tags.PerFrameFunctionalGroupsSequence, [.. slices.Select((slice, index) => Frame(slice, index, own))]);
    }

    /// <summary>As an archive converts it: what has no group of its own stands among the unassigned attributes.</summary>
    public static DicomDataset LegacyMr(IReadOnlyList<DicomDataset> slices, string uid)
    {
        var document = Common(slices, uid, LegacyConvertedMr)
            .AddSequence(Tags.SharedFunctionalGroupsSequence, new DicomDataset()
                .AddSequence(Tags.PixelMeasuresSequence, Copy(slices[0], Tags.PixelSpacing, Tags.SliceThickness))
                .AddSequence(Tags.UnassignedSharedConvertedAttributesSequence, Copy(slices[0], Tags.ScanningSequence, Tags.RepetitionTime, Tags.ContrastBolusAgent, Tags.BodyPartExamined)));
        return document.AddSequence(Tags.PerFrameFunctionalGroupsSequence, [.. slices.Select(slice => Placed(slice)
            .AddSequence(Tags.UnassignedPerFrameConvertedAttributesSequence, Copy(
                slice, Tags.ImageType, Tags.EchoTime, Tags.DiffusionBValue, Tags.TemporalPositionIdentifier, Tags.AcquisitionNumber, Tags.AcquisitionTime, Tags.TriggerTime, Tags.InstanceNumber)))]);
    }

    /// <summary>A file of it: native, or each frame in a fragment of its own.</summary>
    /// <param name="dataset">Of many frames, native.</param>
    /// <param name="encapsulated">In fragments.</param>
    /// <param name="table">With a Basic Offset Table.</param>
    public static byte[] File(DicomDataset dataset, bool encapsulated = false, bool table = false)
    {
        using var file = new MemoryStream();
        if (!encapsulated)
        {
            dataset.WriteFile(file);
            return file.ToArray();
        }
        var pixels = dataset[Tags.PixelData]!.Value;
        var frames = dataset.GetInt(Tags.NumberOfFrames)!.Value;
        var size = pixels.Length / frames;
        byte[] offsets = table ? [.. Enumerable.Range(0, frames).SelectMany(frame => BitConverter.GetBytes((uint)(frame * (size + 8))))] : [];
        var copy = Copy(dataset, [.. dataset.Select(element => element.Tag)]);
        copy.Set(new DicomElement(Tags.PixelData, Vr.OB, [offsets, .. Enumerable.Range(0, frames).Select(frame => pixels.Slice(frame * size, size))]));
        copy.WriteFile(file, EncapsulatedUncompressed);
        return file.ToArray();
    }

    private static DicomDataset Common(IReadOnlyList<DicomDataset> slices, string uid, string sopClass)
    {
        var common = new DicomDataset();
        foreach (var element in slices[0])
            if (!Moved.Contains(element.Tag) && element.Tag.Group % 2 == 0)
                common.Set(element);
        return common
            .Add(Tags.SOPClassUID, sopClass)
            .Add(Tags.SOPInstanceUID, uid)
            .Add(Tags.InstanceNumber, 1)
            .Add(Tags.NumberOfFrames, slices.Count)
            .Add(Tags.PixelData, Vr.OW, slices.SelectMany(slice => slice[Tags.PixelData]!.Value.ToArray()).ToArray());
    }

    private static DicomDataset Frame(DicomDataset slice, int index, Action<int, DicomDataset, DicomDataset>? own)
    {
        var content = new DicomDataset().Add(Tags.StackID, "1").Add(Tags.InStackPositionNumber, index + 1).Add(Tags.DimensionIndexValues, 1, index + 1);
        var frame = Placed(slice).AddSequence(Tags.MREchoSequence, new DicomDataset().Add(Tags.EffectiveEchoTime, slice.GetDouble(Tags.EchoTime) ?? 0));
        own?.Invoke(index, content, frame);
        return frame.AddSequence(Tags.FrameContentSequence, content);
    }

    private static DicomDataset Placed(DicomDataset slice)
    {
        var frame = new DicomDataset()
            .AddSequence(Tags.PlanePositionSequence, Copy(slice, Tags.ImagePositionPatient))
            .AddSequence(Tags.PlaneOrientationSequence, Copy(slice, Tags.ImageOrientationPatient));
        if (slice.GetDouble(Tags.WindowWidth) > 0)
            frame.AddSequence(Tags.FrameVOILUTSequence, Copy(slice, Tags.WindowCenter, Tags.WindowWidth));
        if (slice.Contains(Tags.RescaleSlope))
            frame.AddSequence(Tags.PixelValueTransformationSequence, Copy(slice, Tags.RescaleSlope, Tags.RescaleIntercept, Tags.RescaleType));
        return frame;
    }

    private static DicomDataset Copy(DicomDataset from, params IReadOnlyList<DicomTag> tags)
    {
        var item = new DicomDataset();
        foreach (var tag in tags)
            if (from[tag] is { } element)
                item.Set(element);
        return item;
    }
}
