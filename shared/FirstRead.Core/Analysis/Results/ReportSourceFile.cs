using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// A <see cref="ReportSource"/> as a file of its own, so that signing builds report, presentation states and segmentation
/// again without the pictures. It is internal and never released. Of headers it holds what the writers read, and what all
/// pictures have in common once: 1,000 slices take some 300 KB.
/// </summary>
public static class ReportSourceFile
{
    public const string Name = "report-source.dcm";

    /// <summary>
    /// Bytes of modality and VOI tables in one file. Pictures beyond it are kept without, and without their photometric
    /// interpretation: no presentation state then shows them wrongly.
    /// </summary>
    public const int MostTableBytes = 1 << 20;

    public static byte[] Write(StudyId study, int attempt, ReportSource source)
    {
        var headers = SharedElements.Of(WithinBudget([.. source.Pictures.Select(picture => SourceTags.Restrict(picture.Header, SourceTags.Picture))]));
        var document = new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.RawDataStorage)
            .Add(Tags.SOPInstanceUID, DerivedUids.Of(study, attempt, "report source"))
            .Add(Tags.SeriesDescription, "What reports are made from: internal, never released")
            .AddSequence(Tags.SourceImageSequence, SourceTags.Restrict(source.Source, SourceTags.Study))
            .AddSequence(Tags.SharedFunctionalGroupsSequence, headers.Shared)
            .AddSequence(Tags.PerFrameFunctionalGroupsSequence, headers.Own);
        if (source.Stack is { } stack)
            document.AddSequence(Tags.ReferencedSeriesSequence, Item(stack));
        using var file = new MemoryStream();
        document.WriteFile(file);
        return file.ToArray();
    }

    /// <exception cref="DicomException">The bytes are no such file.</exception>
    public static ReportSource Read(Stream file)
    {
        var document = DicomDataset.Read(file);
        if (document.GetSequence(Tags.SourceImageSequence) is not [var source] || document.GetSequence(Tags.SharedFunctionalGroupsSequence) is not [var shared])
            throw new DicomException(DicomErrorCodes.NotDicom, "This is no file of what reports are made from.");
        return new(
            source,
            [.. new SharedElements(shared, document.GetSequence(Tags.PerFrameFunctionalGroupsSequence)).Headers.Select(SourcePicture.Of)],
            document.GetSequence(Tags.ReferencedSeriesSequence) is [var stack] ? StackOf(stack) : null);
    }

    private static DicomDataset[] WithinBudget(DicomDataset[] headers)
    {
        // A table that every picture has is held once.
        var counted = SourceTags.Tables.Where(tag => headers.Length > 0 && !headers.All(header => header[tag] is { } table && headers[0][tag] is { } first && SharedElements.Same(first, table))).ToArray();
        long held = 0;
        foreach (var header in headers)
        {
            var size = counted.Select(tag => header[tag]).OfType<DicomElement>().Sum(Size);
            if (held + size <= MostTableBytes)
                held += size;
            else
                foreach (var tag in counted.Append(Tags.PhotometricInterpretation))
                    header.Remove(tag);
        }
        return headers;
    }

    private static long Size(DicomElement element) => element.Value.Length + (element.Items ?? []).Sum(item => item.Sum(Size));

    private static DicomDataset Item(SourceStack stack)
    {
        var (row, column) = (stack.Orientation.AlongRow, stack.Orientation.AlongColumn);
        var item = new DicomDataset()
            .Add(Tags.SeriesInstanceUID, stack.SeriesInstanceUid)
            .Add(Tags.Rows, stack.Rows)
            .Add(Tags.Columns, stack.Columns)
            .Add(Tags.ImageOrientationPatient, row.X, row.Y, row.Z, column.X, column.Y, column.Z)
            .Add(Tags.PixelSpacing, stack.Spacing.RowMm, stack.Spacing.ColumnMm)
            .AddSequence(Tags.ReferencedInstanceSequence, [.. stack.Slices.Select(Item)]);
        return stack.DistanceMm is { } distance ? item.Add(Tags.SpacingBetweenSlices, distance) : item;
    }

    private static DicomDataset Item(SourceSlice slice)
    {
        var item = ContentItems.Reference(slice.SopClassUid, slice.SopInstanceUid).Add(Tags.ImagePositionPatient, slice.Origin.X, slice.Origin.Y, slice.Origin.Z);
        return slice.Frame is { } frame ? item.Add(Tags.ReferencedFrameNumber, frame) : item;
    }

    // Directions as they stand: to normalise them once more could change the last digit that a segmentation writes.
    private static SourceStack StackOf(DicomDataset item) =>
        item.GetDoubles(Tags.ImageOrientationPatient) is [var rx, var ry, var rz, var cx, var cy, var cz] && PixelSpacing.From(item.GetDoubles(Tags.PixelSpacing)) is { } spacing
            ? new(
                item.GetString(Tags.SeriesInstanceUID) ?? "",
                item.GetInt(Tags.Columns) ?? 0,
                item.GetInt(Tags.Rows) ?? 0,
                new(new(rx, ry, rz), new(cx, cy, cz)),
                spacing,
                item.GetDouble(Tags.SpacingBetweenSlices),
                [.. item.GetSequence(Tags.ReferencedInstanceSequence).Select(SliceOf)])
            : throw new DicomException(DicomErrorCodes.NotDicom, "This is no file of what reports are made from.");

    private static SourceSlice SliceOf(DicomDataset item) => new(
        item.GetString(Tags.ReferencedSOPClassUID) ?? "",
        item.GetString(Tags.ReferencedSOPInstanceUID) ?? "",
        item.GetInt(Tags.ReferencedFrameNumber),
        item.GetDoubles(Tags.ImagePositionPatient) is [var x, var y, var z] ? new(x, y, z) : default);
}
