using System.Collections.Frozen;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// What a profile does with each attribute. Fails closed: what neither the table nor the keep-list names stays only where
/// its VR cannot hold text or dates.
/// </summary>
internal sealed class AttributeRules(DeidentificationProfile profile)
{
    private static readonly FrozenDictionary<DicomTag, string> KeepList = EmbeddedTable.Rows("keep-list.tsv")
        .ToFrozenDictionary(columns => DicomTag.Parse(columns[0]), columns => columns[2]);

    private static readonly AttributeRule Removed = new(AttributeAction.Remove, AttributeAction.Remove, null, false);

    /// <param name="vr">As the file has it.</param>
    /// <param name="topLevel">False inside sequences.</param>
    public AttributeRule For(DicomTag tag, Vr vr, string sopClass, bool topLevel)
    {
        // Curves and overlays go whole: text hides in their bits too. Private attributes: no safe list yet.
        if (tag.IsPrivate || tag.Group is 0x0000 or 0x0002 or 0x0004 || (tag.Group & 0xFF00) is 0x5000 or 0x6000)
            return Removed;
        if (ConfidentialityTable.Find(tag) is { } row)
            return Listed(row, vr, sopClass, topLevel);

        // A tag that the dictionary does not have, or with a VR of another kind than the dictionary's, may hold anything.
        if (DicomDictionary.Find(tag) is not { } entry || !SameKind(entry.Vr, vr))
            return Removed;
        var action = Unlisted(tag, vr);

        // What did not pass its check leaves an empty value: many of these attributes are Type 2.
        return new AttributeRule(action, action is AttributeAction.Walk or AttributeAction.KeepCoded or AttributeAction.Remove ? AttributeAction.Remove : AttributeAction.Empty, null, false);
    }

    private AttributeRule Listed(ConfidentialityTable.Row row, Vr vr, string sopClass, bool topLevel)
    {
        var basic = ConfidentialityTable.Resolve(row, sopClass, topLevel);
        var sequence = vr == Vr.SQ;
        if (basic == AttributeAction.Dummy && sequence)
            basic = AttributeAction.Walk;
        foreach (var letter in row.Options)
            if (Option(letter, row, vr, sequence) is { } option && profile.Options.Contains(option.Code))
                return new AttributeRule(option.Action, option.Action == AttributeAction.CleanAgent ? AttributeAction.Empty : basic, option.Code, true);
        return new AttributeRule(basic, basic == AttributeAction.Walk ? AttributeAction.Remove : basic, null, true);
    }

    private (string Code, AttributeAction Action)? Option(char letter, ConfidentialityTable.Row row, Vr vr, bool sequence) => letter switch
    {
        'c' when row.Tag == Tags.ContrastBolusAgent => (DeidentificationCodes.CleanDescriptors, AttributeAction.CleanAgent),
        'c' when sequence => (DeidentificationCodes.CleanDescriptors, AttributeAction.Walk),
        'c' when vr.IsText() => (DeidentificationCodes.CleanDescriptors, AttributeAction.CleanWords),
        's' when sequence => (DeidentificationCodes.CleanStructuredContent, AttributeAction.Walk),
        'd' when vr is Vr.DA or Vr.DT => (DeidentificationCodes.ModifiedDates, AttributeAction.ShiftDate),
        'd' when vr is Vr.TM or Vr.SH => (DeidentificationCodes.ModifiedDates, AttributeAction.KeepTime),
        'p' when profile.RetainedCharacteristics.Contains(row.Keyword) => (DeidentificationCodes.PatientCharacteristics, AttributeAction.KeepCharacteristic),
        _ => null,
    };

    private static AttributeAction Unlisted(DicomTag tag, Vr vr) => KeepList.GetValueOrDefault(tag) switch
    {
        "words" => AttributeAction.CleanWords,
        "code" => AttributeAction.KeepCode,
        "number" => AttributeAction.KeepNumber,
        "kernel" => AttributeAction.KeepKernel,
        "direction" => AttributeAction.KeepDirection,
        "coded" => AttributeAction.KeepCoded,
        "binary" => AttributeAction.Keep,
        null => vr switch
        {
            Vr.SQ => AttributeAction.Walk,
            Vr.UI => AttributeAction.MapUid,
            Vr.CS => AttributeAction.KeepCode,
            Vr.DS or Vr.IS => AttributeAction.KeepDecimal,
            Vr.AT or Vr.FD or Vr.FL or Vr.OD or Vr.OF or Vr.OL or Vr.OV or Vr.SL or Vr.SS or Vr.SV or Vr.UL or Vr.US or Vr.UV => AttributeAction.Keep,
            _ => AttributeAction.Remove,
        },
        var check => throw new InvalidOperationException($"keep-list.tsv has no check '{check}'."),
    };

    // Numbers of any width may stand for each other ("US or SS", "US or OW"); text only in its very VR.
    private static bool SameKind(Vr expected, Vr found) =>
        expected == found
        || (expected.Kind() is VrKind.Number or VrKind.Bulk && found.Kind() is VrKind.Number or VrKind.Bulk && (found is not (Vr.OB or Vr.OW) || expected.Kind() == VrKind.Bulk || expected is Vr.US or Vr.SS));
}
