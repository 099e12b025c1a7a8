using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Adversary.Marking;

/// <summary>Fills data sets and items with markers.</summary>
internal sealed class MarkedLevels(MarkerPen pen, bool wrongVrs)
{
    private const int Deepest = 4;

    // What a text may be called, and what a number or bytes may be called, by a writer that errs or hides.
    private static readonly Vr[] WrongForText = [Vr.UL, Vr.US, Vr.OB, Vr.UN, Vr.FD, Vr.OW, Vr.AT, Vr.SL, Vr.LT, Vr.CS, Vr.UI, Vr.UT, Vr.DS, Vr.TM, Vr.OF, (Vr)('Z' | 'Z' << 8)];
    private static readonly Vr[] WrongForNumbers = [Vr.LO, Vr.UN, Vr.PN, Vr.CS, Vr.OB, Vr.ST, Vr.UT, Vr.FD, Vr.UI, Vr.DA];

    // A handful of every way to hide something.
    private static readonly (uint Tag, Vr Vr)[] Handful =
    [
        (0x00080020, Vr.DA), (0x00080030, Vr.TM), (0x0008002A, Vr.DT), (0x00080050, Vr.SH), (0x00080060, Vr.CS), (0x00080080, Vr.LO), (0x00080100, Vr.SH), (0x00080104, Vr.LO),
        (0x00080018, Vr.UI), (0x00081155, Vr.UI), (0x00081030, Vr.LO), (0x00089999, Vr.LO), (0x00090010, Vr.LO), (0x00091001, Vr.UN), (0x00100010, Vr.PN), (0x00100020, Vr.LO),
        (0x00101010, Vr.AS), (0x00142006, Vr.PN), (0x00189900, Vr.LO), (0x00200011, Vr.IS), (0x0040A030, Vr.DS), (0x0040A160, Vr.UT), (0x60000022, Vr.LO), (0x60003000, Vr.OB), (0x7FE00010, Vr.OB),
    ];

    /// <summary>A marker in every attribute of the dictionary that is no sequence.</summary>
    public DicomDataset Fill(DicomDataset dataset, string place)
    {
        foreach (var row in DictionaryRows.All.Where(IsFilled))
            dataset.Set(new DicomElement(row.Tag, VrOf(row), pen.Value(row.Tag, VrOf(row), place)));
        return dataset;
    }

    /// <summary>A marker in every attribute of the dictionary that holds text, dates, times, names or UIDs, retired ones left out.</summary>
    public DicomDataset FillTexts(DicomDataset dataset, string place)
    {
        foreach (var row in DictionaryRows.All.Where(row => IsFilled(row) && row.Vr.IsText() && row.Vr is not (Vr.DS or Vr.IS) && !row.IsRetired && row.Tag.Group is not (0x0004 or 0x0012 or 0x0400 or 0x5000 or 0x6000 or 0xFFFA)))
            dataset.Set(new DicomElement(row.Tag, row.Vr, pen.Value(row.Tag, row.Vr, place)));
        return dataset;
    }

    /// <summary>An item filled whole, with a sequence of such an item in it, and so on to the depth of four.</summary>
    public DicomDataset Nest(string place, int depth, DicomTag next, DicomTag afterwards)
    {
        var item = Fill(new DicomDataset(), place);
        return depth < Deepest ? item.AddSequence(next, Nest($"{place} > {next}", depth + 1, afterwards, next)) : item;
    }

    /// <summary>A handful of markers, and another sequence with the same inside it, to the depth of four.</summary>
    public DicomDataset Item(string place, int depth, DicomTag next, DicomTag afterwards)
    {
        var item = new DicomDataset();
        foreach (var (tag, vr) in Handful)
            item.Set(new DicomElement(new DicomTag(tag), vr, pen.Value(new DicomTag(tag), vr, place)));
        return depth < Deepest ? item.AddSequence(next, Item($"{place} > {next}", depth + 1, afterwards, next)) : item;
    }

    // Colour and display tables are numbers that pictures need; they are what pixels are. Groups 0 and 2 have their own places.
    private static bool IsFilled(DictionaryEntry row) =>
        row.Tag.Group is not (0x0000 or 0x0002 or 0xFFFE)
        && row.Vr is not (Vr.SQ or Vr.None)
        && !row.Tag.IsGroupLength
        && !(row.Vr == Vr.OW && row.Keyword.Contains("LookupTableData", StringComparison.Ordinal))
        && row.Keyword is not ("LUTData" or "OverlayBitPosition")
        && (row.Vr.IsText() || row.Vr.Kind() is VrKind.Number or VrKind.Bulk or VrKind.Unknown);

    private Vr VrOf(DictionaryEntry row) => !wrongVrs ? row.Vr
        : row.Vr.IsText() ? WrongForText[row.Tag.Element % WrongForText.Length]
        : WrongForNumbers[row.Tag.Element % WrongForNumbers.Length];
}
