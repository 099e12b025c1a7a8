using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Frames of a segmentation: where each lies, which picture it came from, and its bits.</summary>
internal static class SegmentationFrames
{
    public static void Add(DicomDataset document, Segmentation segmentation, IReadOnlyList<SegmentFrame> frames)
    {
        document
            .Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.NumberOfFrames, frames.Count)
            .Add(Tags.Rows, segmentation.Stack.Rows)
            .Add(Tags.Columns, segmentation.Stack.Columns)
            .Add(Tags.BitsAllocated, 1)
            .Add(Tags.BitsStored, 1)
            .Add(Tags.HighBit, 0)
            .Add(Tags.PixelRepresentation, 0)
            .AddSequence(Tags.ReferencedSeriesSequence, SourceSeries(segmentation));
        AddDimensions(document, segmentation);
        document
            .AddSequence(Tags.SharedFunctionalGroupsSequence, Shared(segmentation))
            .AddSequence(Tags.PerFrameFunctionalGroupsSequence, [.. frames.Select(frame => PerFrame(segmentation, frame, frames))]);
    }

    /// <summary>Bits of one frame after another without a gap, the first pixel in the lowest bit (PS3.5 8.1.1, 8.2).</summary>
    public static byte[] Pack(Segmentation segmentation, IReadOnlyList<SegmentFrame> frames)
    {
        var (columns, size) = (segmentation.Stack.Columns, (long)segmentation.Stack.Rows * segmentation.Stack.Columns);
        var bytes = new byte[((size * frames.Count) + 7) / 8];
        for (var index = 0; index < frames.Count; index++)
            foreach (var (column, row) in frames[index].Regions.SelectMany(region => region.Pixels()))
            {
                var bit = (size * index) + ((long)row * columns) + column;
                bytes[bit / 8] |= (byte)(1 << (int)(bit % 8));
            }
        return bytes;
    }

    // C.12.1 and C.12.4 ask for every instance that the frames refer to.
    private static DicomDataset SourceSeries(Segmentation segmentation) => new DicomDataset()
        .Add(Tags.SeriesInstanceUID, segmentation.Stack.SeriesInstanceUid)
        .AddSequence(
            Tags.ReferencedInstanceSequence,
            [.. segmentation.Segments.SelectMany(segment => segment.Slices).Distinct().Order().Select(slice => Reference(segmentation, slice)).DistinctBy(item => item.GetString(Tags.ReferencedSOPInstanceUID))]);

    private static DicomDataset Reference(Segmentation segmentation, int slice) => ContentItems.Reference(segmentation.Stack.Slices[slice].SopClassUid, segmentation.Stack.Slices[slice].SopInstanceUid);

    private static void AddDimensions(DicomDataset document, Segmentation segmentation)
    {
        var organization = DerivedUids.Of(segmentation.Study, segmentation.Attempt, "segmentation dimensions");
        document
            .AddSequence(Tags.DimensionOrganizationSequence, new DicomDataset().Add(Tags.DimensionOrganizationUID, organization))
            .AddSequence(
                Tags.DimensionIndexSequence,
                Dimension(organization, Tags.ReferencedSegmentNumber, Tags.SegmentIdentificationSequence),
                Dimension(organization, Tags.ImagePositionPatient, Tags.PlanePositionSequence));
    }

    private static DicomDataset Dimension(string organization, DicomTag attribute, DicomTag group) => new DicomDataset()
        .Add(Tags.DimensionOrganizationUID, organization)
        .Add(Tags.DimensionIndexPointer, (double)attribute.Value)
        .Add(Tags.FunctionalGroupPointer, (double)group.Value);

    private static DicomDataset Shared(Segmentation segmentation)
    {
        var (stack, spacing) = (segmentation.Stack, segmentation.Stack.Spacing);
        var (row, column) = (stack.Orientation.AlongRow, stack.Orientation.AlongColumn);
        var measures = new DicomDataset().Add(Tags.PixelSpacing, spacing.RowMm, spacing.ColumnMm);
        if (segmentation.Source.GetDouble(Tags.SliceThickness) is { } thickness and > 0)
            measures.Add(Tags.SliceThickness, thickness);
        if (stack.DistanceMm is { } distance)
            measures.Add(Tags.SpacingBetweenSlices, distance);
        return new DicomDataset()
            .AddSequence(Tags.PixelMeasuresSequence, measures)
            .AddSequence(Tags.PlaneOrientationSequence, new DicomDataset().Add(Tags.ImageOrientationPatient, row.X, row.Y, row.Z, column.X, column.Y, column.Z));
    }

    private static DicomDataset PerFrame(Segmentation segmentation, SegmentFrame frame, IReadOnlyList<SegmentFrame> frames)
    {
        var origin = segmentation.Stack.Slices[frame.Slice].Origin;
        // Index values count the distinct positions of all frames from 1, in the order of the stack.
        var position = frames.Select(other => other.Slice).Distinct().Count(slice => slice <= frame.Slice);
        return new DicomDataset()
            .AddSequence(Tags.FrameContentSequence, new DicomDataset().Add(Tags.DimensionIndexValues, frame.SegmentNumber, position))
            .AddSequence(Tags.PlanePositionSequence, new DicomDataset().Add(Tags.ImagePositionPatient, origin.X, origin.Y, origin.Z))
            .AddSequence(Tags.SegmentIdentificationSequence, new DicomDataset().Add(Tags.ReferencedSegmentNumber, frame.SegmentNumber))
            .AddSequence(Tags.DerivationImageSequence, Derivation(segmentation, frame.Slice));
    }

    private static DicomDataset Derivation(Segmentation segmentation, int slice)
    {
        var source = Reference(segmentation, slice)
            .Add(Tags.SpatialLocationsPreserved, "YES")
            .AddSequence(Tags.PurposeOfReferenceCodeSequence, Codes.Item("121322", "DCM", "Source image for image processing operation"));
        if (segmentation.Stack.Slices[slice].Frame is { } frame)
            source.Add(Tags.ReferencedFrameNumber, frame);
        return new DicomDataset()
            .AddSequence(Tags.DerivationCodeSequence, Codes.Item("113076", "DCM", "Segmentation"))
            .AddSequence(Tags.SourceImageSequence, source);
    }
}
