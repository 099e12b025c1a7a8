using FirstRead.Core.Deidentification.Codestreams;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Writing;

namespace FirstRead.Core.Deidentification;

/// <summary>Streams pixels from reader to writer and reads to the file's end. Nothing else at or behind group 7FE0 is copied.</summary>
internal static class BulkCopy
{
    /// <param name="reader">Stands on the first token behind the header, or at the end.</param>
    public static void Run(DicomReader reader, DicomWriter writer, PixelElements elements, PixelLayout layout, ActionCounts counts)
    {
        var last = default(DicomTag);
        while (reader.Kind != DicomTokenKind.None)
        {
            // A repeated or misplaced element is passed over: one pixel data, in its place.
            if (reader.Depth == 0 && reader.Tag > last && reader.Kind is DicomTokenKind.Element or DicomTokenKind.FragmentsStart && elements.Admit(reader))
            {
                last = reader.Tag;
                CopyElement(reader, writer, layout, counts);
                counts.Add(reader.Tag, Outcome.Kept, Reason.Bulk);
            }
            else if (reader.Depth == 0 && reader.Kind is DicomTokenKind.Element or DicomTokenKind.FragmentsStart or DicomTokenKind.SequenceStart)
            {
                counts.Add(reader.Tag, Outcome.Removed, Reason.Bulk);
            }
            reader.Read();
        }
    }

    private static void CopyElement(DicomReader reader, DicomWriter writer, PixelLayout layout, ActionCounts counts)
    {
        if (reader.Tag == Tags.PixelData && reader.Kind == DicomTokenKind.Element)
        {
            CopyNative(reader, writer, layout, counts);
            return;
        }
        if (reader.Kind != DicomTokenKind.FragmentsStart)
            writer.Copy(reader);
        else if (FragmentCopy.Run(reader, writer, layout, CodestreamCleaner.For(reader.TransferSyntax, layout)))
            counts.Add(Tags.PixelData, Outcome.Cleaned, Reason.Bulk);
    }

    private static void CopyNative(DicomReader reader, DicomWriter writer, PixelLayout layout, ActionCounts counts)
    {
        if (layout.Unused is { Width: > 1 } && reader.TransferSyntax.IsBigEndian && reader.Vr.SwapWidth() == 1)
            throw new InstanceRefusedException(RefusalCodes.Malformed, "Samples of several bytes stand as single bytes in a big-endian file: which bits are unused cannot be told.");
        var count = Math.Min(reader.Length, layout.Bytes ?? long.MaxValue);
        using var value = writer.OpenValue(reader.Tag, reader.Vr, count);
        if (layout.Unused is { } unused)
        {
            if (new SampleCopy(reader, unused).Run(value, count))
                counts.Add(Tags.PixelData, Outcome.Cleaned, Reason.Bulk);
        }
        else
        {
            reader.CopyValueTo(value, count);
        }
    }
}
