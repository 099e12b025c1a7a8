using System.Text;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>Values that must not come out again, one for each attribute they are planted in.</summary>
internal sealed class Markers
{
    public const string Text = "ZQXQJ";
    public const string Date = "17331123";
    public const string DottedDate = "1733.11.23";
    public const string Time = "101112.131415";
    public const string UidRoot = "1.2.826.77777.";

    private int count;

    /// <summary>Null for numbers: they hold no text.</summary>
    public ReadOnlyMemory<byte>? For(Vr vr) => vr switch
    {
        Vr.DA => Ascii(Date),
        Vr.DT => Ascii($"{Date}{Time}+0100"),
        Vr.TM => Ascii(Time),
        Vr.UI => Ascii($"{UidRoot}{++count}"),
        Vr.SQ => null,
        _ when vr.IsText() || vr.Kind() is VrKind.Unknown || vr is Vr.OB or Vr.OW => Ascii($"{Text}{++count:D6}{(vr is Vr.PN ? "^A" : "")}"),
        _ => null,
    };

    /// <summary>A handful of every way to hide something, and another sequence with the same inside it.</summary>
    public DicomDataset Item(int depth, DicomTag listedSequence, DicomTag unlistedSequence)
    {
        var item = new DicomDataset();
        foreach (var (tag, vr) in new (uint, Vr)[]
        {
            (0x00080020, Vr.DA), (0x00080030, Vr.TM), (0x0008002A, Vr.DT), (0x00080050, Vr.SH), (0x00080080, Vr.LO), (0x00080100, Vr.SH), (0x00080104, Vr.LO),
            (0x00080018, Vr.UI), (0x00081155, Vr.UI), (0x00080060, Vr.CS), (0x00081030, Vr.LO), (0x00090010, Vr.LO), (0x00091001, Vr.UN), (0x00100010, Vr.PN),
            (0x00100020, Vr.LO), (0x00142006, Vr.PN), (0x00189900, Vr.LO), (0x00200011, Vr.IS), (0x0040A160, Vr.UT), (0x00089999, Vr.LO), (0x60000022, Vr.LO), (0x7FE00010, Vr.OB),
        })
            item.Set(new DicomElement(new DicomTag(tag), vr, For(vr)!.Value));
        if (depth < 4)
            item.AddSequence(depth % 2 == 0 ? listedSequence : unlistedSequence, Item(depth + 1, listedSequence, unlistedSequence));
        return item;
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
