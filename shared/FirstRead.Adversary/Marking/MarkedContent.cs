using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Adversary.Marking;

/// <summary>Structured content: an item of each value type (PS3.3 C.17.3) with markers in all that it may hold.</summary>
internal static class MarkedContent
{
    private static readonly string[] ValueTypes =
        ["CONTAINER", "TEXT", "NUM", "CODE", "PNAME", "DATE", "TIME", "DATETIME", "UIDREF", "IMAGE", "COMPOSITE", "WAVEFORM", "SCOORD", "SCOORD3D", "TCOORD", "TABLE"];

    private static readonly (uint Tag, Vr Vr)[] Values =
    [
        (0x0040A160, Vr.UT), (0x0040A123, Vr.PN), (0x0040A121, Vr.DA), (0x0040A122, Vr.TM), (0x0040A120, Vr.DT), (0x0040A124, Vr.UI), (0x0040A030, Vr.DT), (0x0040A032, Vr.DT),
        (0x0040A13A, Vr.DT), (0x0040DB00, Vr.CS), (0x0040DB0C, Vr.UI), (0x00081150, Vr.UI), (0x00081155, Vr.UI), (0x00700023, Vr.CS), (0x0040A130, Vr.CS), (0x0040A010, Vr.CS), (0x0040A050, Vr.CS),
    ];

    // Concepts whose value is a person, a place or a number of a study (DCMR TID 1001 to 1010).
    private static readonly string[] Concepts = ["121008", "121009", "121012", "121014", "121016", "121022", "121023", "121028", "121029", "121030", "121036", "121071", "121106", "125016"];

    public static IEnumerable<DicomDataset> Items(MarkerPen pen)
    {
        foreach (var type in ValueTypes)
            yield return Item(pen, type, Concepts[type.Length % Concepts.Length], 1);
        foreach (var concept in Concepts)
            yield return Item(pen, "TEXT", concept, 4);
    }

    private static DicomDataset Item(MarkerPen pen, string type, string concept, int depth)
    {
        var place = $"content item {type} of {concept}";
        var item = new DicomDataset();
        foreach (var (tag, vr) in Values)
            item.Set(new DicomElement(new DicomTag(tag), vr, pen.Value(new DicomTag(tag), vr, place)));
        item.Add(new DicomTag(0x0040, 0xA040), type)
            .AddSequence(new DicomTag(0x0040, 0xA043), MarkedCodes.Code(pen, concept, "DCM", place))
            .AddSequence(new DicomTag(0x0040, 0xA168), MarkedCodes.Code(pen, null, "99LOCAL", place))
            .AddSequence(new DicomTag(0x0040, 0xA300), new DicomDataset()
                .Set(new DicomElement(new DicomTag(0x0040, 0xA30A), Vr.DS, pen.Value(new DicomTag(0x0040, 0xA30A), Vr.LO, place)))
                .AddSequence(new DicomTag(0x0040, 0x08EA), MarkedCodes.Code(pen, null, "UCUM", place)))
            .AddSequence(new DicomTag(0x0040, 0xA073), new DicomDataset()
                .Set(new DicomElement(new DicomTag(0x0040, 0xA027), Vr.LO, pen.Value(new DicomTag(0x0040, 0xA027), Vr.LO, place)))
                .Set(new DicomElement(new DicomTag(0x0040, 0xA075), Vr.PN, pen.Value(new DicomTag(0x0040, 0xA075), Vr.PN, place))));
        return depth < 4 ? item.AddSequence(new DicomTag(0x0040, 0xA730), Item(pen, type, concept, depth + 1)) : item;
    }
}
