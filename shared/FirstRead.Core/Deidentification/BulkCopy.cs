using FirstRead.Dicom;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Writing;

namespace FirstRead.Core.Deidentification;

/// <summary>Streams pixels from reader to writer and reads to the file's end. Nothing else at or behind group 7FE0 is copied.</summary>
internal static class BulkCopy
{
    private static readonly HashSet<DicomTag> Kept =
        [Tags.ExtendedOffsetTable, Tags.ExtendedOffsetTableLengths, Tags.FloatPixelData, Tags.DoubleFloatPixelData, Tags.PixelData];

    /// <param name="pixelBytes">What the header says native pixels take, or null; whatever stands behind them in the value is dropped.</param>
    /// <param name="reader">Stands on the first token behind the header, or at the end.</param>
    public static void Run(DicomReader reader, DicomWriter writer, long? pixelBytes, ActionCounts counts)
    {
        var last = default(DicomTag);
        while (reader.Kind != DicomTokenKind.None)
        {
            // A repeated or misplaced element is passed over: one pixel data, in its place.
            if (reader.Depth == 0 && Kept.Contains(reader.Tag) && reader.Tag > last && reader.Kind is DicomTokenKind.Element or DicomTokenKind.FragmentsStart)
            {
                last = reader.Tag;
                CopyElement(reader, writer, pixelBytes);
                counts.Add("bulk");
            }
            else if (reader.Depth == 0 && reader.Kind is DicomTokenKind.Element or DicomTokenKind.FragmentsStart or DicomTokenKind.SequenceStart)
            {
                counts.Add(reader.Tag.IsPrivate ? "private" : "unlisted");
            }
            reader.Read();
        }
    }

    private static void CopyElement(DicomReader reader, DicomWriter writer, long? pixelBytes)
    {
        if (reader.Tag == Tags.PixelData && reader.Kind == DicomTokenKind.Element && reader.Length > pixelBytes)
        {
            using var value = writer.OpenValue(reader.Tag, reader.Vr, pixelBytes.Value);
            using var head = new HeadStream(value, pixelBytes.Value);
            reader.CopyValueTo(head);
            return;
        }
        writer.Copy(reader);
        if (reader.Kind != DicomTokenKind.FragmentsStart)
            return;
        do
        {
            reader.Read();
            writer.Copy(reader);
        }
        while (reader.Kind != DicomTokenKind.FragmentsEnd);
    }
}
