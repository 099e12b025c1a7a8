using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Adversary.Marking;

/// <summary>Coded entries (PS3.3 8.8): a real code hides what is written beside it.</summary>
internal static class MarkedCodes
{
    private static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);
    private static readonly DicomTag UrnCodeValue = new(0x0008, 0x0120);

    private static readonly (DicomTag Tag, Vr Vr)[] Beside =
    [
        (Tags.CodingSchemeVersion, Vr.SH), (Tags.CodeMeaning, Vr.LO), (Tags.MappingResource, Vr.CS), (Tags.ContextIdentifier, Vr.CS), (new(0x0008, 0x0106), Vr.DT), (new(0x0008, 0x0107), Vr.DT),
        (new(0x0008, 0x010C), Vr.UI), (new(0x0008, 0x010D), Vr.UI), (new(0x0008, 0x0114), Vr.ST), (new(0x0008, 0x0115), Vr.ST), (new(0x0008, 0x0116), Vr.ST), (new(0x0008, 0x0117), Vr.UI),
        (new(0x0008, 0x0118), Vr.UI), (new(0x0008, 0x0122), Vr.LO),
    ];

    public static IEnumerable<DicomDataset> Items(MarkerPen pen)
    {
        foreach (var (value, scheme) in new[] { ("113100", "DCM"), ("12738006", "SCT"), ("T-A0100", "SRT") })
        {
            yield return Code(pen, value, scheme, $"code {value}");
            yield return Code(pen, value, scheme, $"code {value} beside a long one").Set(Marked(pen, LongCodeValue, Vr.UC, "beside a code")).Set(Marked(pen, UrnCodeValue, Vr.UR, "beside a code"));
            yield return Second(pen, value, scheme, Tags.CodeValue, Vr.SH);
            yield return Second(pen, value, scheme, Tags.CodingSchemeDesignator, Vr.SH);
        }
        yield return Code(pen, null, "DCM", "code of nobody");
    }

    /// <summary>A coded entry with markers in all that stands beside value and scheme; the value too is one where null is given.</summary>
    public static DicomDataset Code(MarkerPen pen, string? value, string scheme, string place)
    {
        var item = new DicomDataset();
        foreach (var (tag, vr) in Beside)
            item.Set(Marked(pen, tag, vr, place));
        item.Add(Tags.CodingSchemeDesignator, scheme);
        return value is null ? item.Set(Marked(pen, Tags.CodeValue, Vr.SH, place)) : item.Add(Tags.CodeValue, value);
    }

    // A second value behind a good first one.
    private static DicomDataset Second(MarkerPen pen, string value, string scheme, DicomTag tag, Vr vr)
    {
        var first = tag == Tags.CodeValue ? value : scheme;
        return Code(pen, value, scheme, "a coded entry").Add(tag, first, MarkerPen.TextOf(pen.Plant(tag, vr, $"second value behind {first}")));
    }

    private static DicomElement Marked(MarkerPen pen, DicomTag tag, Vr vr, string place) => new(tag, vr, pen.Value(tag, vr, place));
}
