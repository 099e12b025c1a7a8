using FirstRead.Core.Deidentification;
using FirstRead.Core.Deidentification.Codestreams;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Core.Tests.Deidentification.Codestreams;

/// <summary>A file's compressed pixels: what describes them, the offset table, and the fragments behind it.</summary>
internal sealed record Encapsulated(DicomDataset Header, TransferSyntax Syntax, byte[] Offsets, IReadOnlyList<byte[]> Fragments)
{
    /// <summary>Null for native pixels and for files without any.</summary>
    public static Encapsulated? Read(Stream file)
    {
        using var reader = new DicomReader(file);
        var header = DicomDataset.Read(reader, Tags.FloatPixelData);
        if (reader.Kind != DicomTokenKind.FragmentsStart)
            return null;
        var fragments = new List<byte[]>();
        while (reader.Read() && reader.Kind == DicomTokenKind.Fragment)
            fragments.Add(reader.ReadValue().ToArray());
        return new Encapsulated(header, reader.TransferSyntax, fragments[0], fragments[1..]);
    }

    public byte[] Bytes()
    {
        using var file = new MemoryStream();
        using (var writer = new DicomWriter(file, Syntax, leaveOpen: true))
        {
            Begin(writer);
            writer.StartFragments(Tags.PixelData);
            writer.WriteFragment(Offsets);
            foreach (var fragment in Fragments)
                writer.WriteFragment(fragment);
            writer.EndFragments();
            writer.Complete();
        }
        return file.ToArray();
    }

    /// <summary>The file with clean fragments, as the de-identifier copies them.</summary>
    public byte[] Cleaned()
    {
        using var reader = new DicomReader(new MemoryStream(Bytes()));
        DicomDataset.Read(reader, Tags.FloatPixelData);
        using var file = new MemoryStream();
        using (var writer = new DicomWriter(file, Syntax, leaveOpen: true))
        {
            Begin(writer);
            var layout = PixelLayout.Of(Header);
            FragmentCopy.Run(reader, writer, layout, CodestreamCleaner.For(Syntax, layout));
            writer.Complete();
        }
        return file.ToArray();
    }

    /// <summary>Frames as they decode, without the bits that belong to no sample.</summary>
    public static List<byte[]> Decode(byte[] file, int most)
    {
        using var reader = new DicomReader(new MemoryStream(file));
        var frames = FrameReader.Open(reader);
        var decoded = new List<byte[]>();
        while (decoded.Count < most && frames.Read())
        {
            UnusedBits.Of(frames.Header)?.Clear(frames.Frame);
            decoded.Add(frames.Frame);
        }
        return decoded;
    }

    private void Begin(DicomWriter writer)
    {
        writer.WriteFileMeta(WellKnownUids.SecondaryCaptureImageStorage, "1.2.3");
        Header.WriteTo(writer);
    }
}
