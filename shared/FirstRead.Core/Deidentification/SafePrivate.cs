using System.Text;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>Private attributes that are known to be safe (PS3.15 table E.3.10-1), each by its creator, element and VR.</summary>
internal static class SafePrivate
{
    private static readonly Lazy<Dictionary<(string Creator, ushort Group, byte Element), Attribute>> Listed = new(() => EmbeddedTable.Rows("safe-private.tsv")
        .ToDictionary(columns => (columns[0], Convert.ToUInt16(columns[1], 16), Convert.ToByte(columns[2], 16)), columns => new Attribute(Enum.Parse<Vr>(columns[3]))));

    /// <summary>The row for the attribute, when its block is reserved by the creator of the row and its VR is the row's, or none (UN).</summary>
    public static Attribute? Find(DicomDataset dataset, DicomElement element) =>
        !element.Tag.IsPrivateCreator
        && CreatorOf(dataset, element.Tag) is { } creator
        && Listed.Value.TryGetValue((Encoding.Latin1.GetString(creator.Value.Span).Trim(' ', '\0'), element.Tag.Group, (byte)element.Tag.Element), out var known)
        && (element.Vr == known.Vr || element.Vr == Vr.UN)
            ? known
            : null;

    /// <summary>The element that reserves the attribute's block in this very data set (PS3.5 7.8.1).</summary>
    public static DicomElement? CreatorOf(DicomDataset dataset, DicomTag tag) =>
        tag.Element >= 0x1000 && dataset[new DicomTag(tag.Group, (ushort)(tag.Element >> 8))] is { Items: null } creator ? creator : null;

    /// <param name="Vr">What the value must be.</param>
    internal sealed record Attribute(Vr Vr);
}
