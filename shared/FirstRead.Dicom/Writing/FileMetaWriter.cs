using System.Buffers.Binary;
using System.Text;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Writing;

/// <summary>The file meta information (PS3.10 7.1): always explicit little endian, with its length ahead.</summary>
internal static class FileMetaWriter
{
    public static void Write(Stream target, TransferSyntax syntax, string sopClassUid, string sopInstanceUid)
    {
        var group = new MemoryStream();
        Element(group, Tags.FileMetaInformationVersion, Vr.OB, [0, 1]);
        Element(group, Tags.MediaStorageSOPClassUID, Vr.UI, Encoding.ASCII.GetBytes(sopClassUid));
        Element(group, Tags.MediaStorageSOPInstanceUID, Vr.UI, Encoding.ASCII.GetBytes(sopInstanceUid));
        Element(group, Tags.TransferSyntaxUID, Vr.UI, Encoding.ASCII.GetBytes(syntax.Uid));
        Element(group, Tags.ImplementationClassUID, Vr.UI, Encoding.ASCII.GetBytes(WellKnownUids.ImplementationClass));
        Element(group, Tags.ImplementationVersionName, Vr.SH, Encoding.ASCII.GetBytes(WellKnownUids.ImplementationVersionName));

        target.Write(new byte[128]);
        target.Write("DICM"u8);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)group.Length);
        Element(target, Tags.FileMetaInformationGroupLength, Vr.UL, length);
        group.WriteTo(target);
    }

    private static void Element(Stream target, DicomTag tag, Vr vr, ReadOnlySpan<byte> value)
    {
        var padded = value.Length + (value.Length & 1);
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(header, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], tag.Element);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)vr);
        if (vr.HasLongHeader())
        {
            header[6..8].Clear();
            BinaryPrimitives.WriteInt32LittleEndian(header[8..], padded);
            target.Write(header);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)padded);
            target.Write(header[..8]);
        }
        target.Write(value);
        if (padded > value.Length) target.WriteByte(vr.Padding());
    }
}
