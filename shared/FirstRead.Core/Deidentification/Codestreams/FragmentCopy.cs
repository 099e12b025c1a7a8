using System.Buffers;
using FirstRead.Dicom;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Writing;

namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>Streams encapsulated pixel data from reader to writer through a cleaner, a piece of a fragment at a time.</summary>
internal static class FragmentCopy
{
    private const int PieceBytes = 128 * 1024;

    /// <param name="reader">Stands on the start of the fragments; afterwards on their end.</param>
    /// <param name="cleaner">Null: the frames pass as they are, for a person has said so.</param>
    /// <returns>Whether anything was taken out.</returns>
    public static bool Run(DicomReader reader, DicomWriter writer, PixelLayout layout, CodestreamCleaner? cleaner)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var changed = false;
            writer.Copy(reader);
            for (var first = true; reader.Read() && reader.Kind == DicomTokenKind.Fragment; first = false)
                if (first)
                    changed = CopyOffsets(reader, writer, layout);
                else
                    CopyFragment(reader, writer, cleaner, piece.AsSpan(0, PieceBytes));
            writer.Copy(reader);
            return changed | cleaner?.Changed == true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static void CopyFragment(DicomReader reader, DicomWriter writer, CodestreamCleaner? cleaner, Span<byte> piece)
    {
        using var fragment = writer.OpenFragment(reader.Length);
        cleaner?.BeginFragment();
        while (reader.ReadValuePart(piece) is > 0 and var count)
        {
            cleaner?.Clean(piece[..count]);
            fragment.Write(piece[..count]);
        }
        cleaner?.EndFragment();
    }

    /// <summary>
    /// The Basic Offset Table (PS3.5 A.4) where it can be one, an offset a frame. Else it is left empty, which every reader
    /// must take.
    /// </summary>
    private static bool CopyOffsets(DicomReader reader, DicomWriter writer, PixelLayout layout)
    {
        if (reader.Length == 4L * layout.Frames && OffsetTables.AreOffsets(reader.ReadValue(), 4, layout.FrameBytes))
        {
            writer.Copy(reader);
            return false;
        }
        writer.WriteFragment([]);
        return reader.Length > 0;
    }
}
