using FirstRead.Dicom;
using FirstRead.Dicom.Registry;
using static FirstRead.Core.Deidentification.DeidentificationOption;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// What a profile does with each attribute. Fails closed: what neither the table nor the keep-list names stays only where
/// its VR cannot hold text or dates. Rules are worked out when an attribute is first met, and remembered.
/// </summary>
internal sealed class AttributeRules(DeidentificationProfile profile)
{
    private const string RequiredMark = "+dummy";
    private static readonly DicomTag TextValue = new(0x0040, 0xA160);
    private static readonly TagMap<string> KeepList = LoadKeepList();

    private static readonly AttributeRule Private = new(AttributeAction.Remove, AttributeAction.Remove, None, Reason.Private);
    private static readonly AttributeRule Unknown = Private with { Reason = Reason.UnknownAttribute };
    private static readonly AttributeRule Removed = Private with { Reason = Reason.Table };

    // Of attributes that the dictionary has, in one VR each or a few: bounded, whatever files bring.
    private readonly RuleMemory known = new();

    public DeidentificationProfile Profile => profile;

    /// <param name="vr">As the file has it.</param>
    /// <param name="around">The tag of the sequence that the attribute stands in; default at the top level.</param>
    public AttributeRule For(DicomTag tag, Vr vr, string sopClass, DicomTag around)
    {
        if (tag.IsPrivate)
            return Private;
        // Curves and overlays go whole: text hides in their bits too, and no step of ours can read it.
        if (tag.Group is 0x0000 or 0x0002 or 0x0004 || (tag.Group & 0xFF00) is 0x5000 or 0x6000)
            return Removed;
        var rule = known.Find(tag, vr);
        if (rule is null)
        {
            if (ConfidentialityTable.Find(tag) is null && DicomDictionary.VrOf(tag) == Vr.UN)
                return Unknown;
            known.Add(tag, vr, rule = ConfidentialityTable.Find(tag) is { } row ? Listed(row, vr) : Unlisted(tag, vr));
        }
        return rule.Action == AttributeAction.ByType ? WithBasic(rule, ConfidentialityTable.Find(tag)!, vr, sopClass, around) : rule;
    }

    /// <summary>The basic action, unless a selected option changes it; ByType where the place in the IOD decides.</summary>
    private AttributeRule Listed(ConfidentialityTable.Row row, Vr vr)
    {
        var (option, action) = Option(row, vr);
        if (row.IsCompound)
            return new AttributeRule(AttributeAction.ByType, action, option, Reason.Table);
        var basic = Basic(row, ConfidentialityTable.Resolve(row, "", default), vr);
        return option == None
            ? new AttributeRule(basic, IsWalk(basic) ? AttributeAction.Remove : basic, None, Reason.Table)
            : new AttributeRule(action, Otherwise(action, basic), option, Reason.Table);
    }

    private static AttributeRule WithBasic(AttributeRule rule, ConfidentialityTable.Row row, Vr vr, string sopClass, DicomTag around)
    {
        var basic = Basic(row, ConfidentialityTable.Resolve(row, sopClass, around), vr);
        return rule.Option == None
            ? rule with { Action = basic, Otherwise = IsWalk(basic) ? AttributeAction.Remove : basic }
            : rule with { Action = rule.Otherwise, Otherwise = Otherwise(rule.Otherwise, basic) };
    }

    // A sequence's dummy is its own items, each attribute by its own rule; a value of another VR than a sequence has its dummy.
    private static AttributeAction Basic(ConfidentialityTable.Row row, AttributeAction basic, Vr vr) =>
        basic == AttributeAction.Dummy && vr == Vr.SQ ? row.Tag == Tags.ContentSequence ? AttributeAction.DummyContent : AttributeAction.Walk : basic;

    private static AttributeAction Otherwise(AttributeAction action, AttributeAction basic) =>
        action == AttributeAction.CleanAgent ? AttributeAction.Empty : IsWalk(basic) ? AttributeAction.Remove : basic;

    private static bool IsWalk(AttributeAction action) => action is AttributeAction.Walk or AttributeAction.WalkRetained;

    /// <summary>
    /// The first option that the profile has and the row names. Dates are shifted even where another option would keep them;
    /// beside that, who asks to retain something retains it, and cleaning comes after.
    /// </summary>
    private (DeidentificationOption Option, AttributeAction Action) Option(ConfidentialityTable.Row row, Vr vr)
    {
        // A name under a number's VR is neither: no option's check was made for it.
        if (!SameKind(DicomDictionary.VrOf(row.Tag), vr))
            return (None, AttributeAction.Remove);
        foreach (var (letter, option) in OptionLetters.InOrder)
            if (row.Options.Contains(letter, StringComparison.Ordinal) && profile.Has(option) && Action(letter, row, vr) is { } action)
                return (option, action);
        return (None, AttributeAction.Remove);
    }

    // Null where the option cannot do it in this VR.
    private AttributeAction? Action(char letter, ConfidentialityTable.Row row, Vr vr) => letter switch
    {
        'D' when vr is Vr.DA or Vr.DT => AttributeAction.ShiftDate,
        'f' when vr is Vr.DA or Vr.DT => AttributeAction.KeepDate,
        'D' or 'f' => vr is Vr.TM or Vr.SH ? AttributeAction.KeepTime : null,
        'p' or 'P' when !profile.RetainedCharacteristics.Contains(row.Keyword) => null,
        'p' when vr is Vr.CS or Vr.AS or Vr.DS => AttributeAction.KeepCharacteristic,
        'u' when vr == Vr.SQ => AttributeAction.Walk,
        'u' => vr == Vr.UI ? AttributeAction.KeepUid : null,
        'v' or 'i' or 'p' when vr == Vr.SQ => AttributeAction.WalkRetained,
        'v' or 'i' or 'p' => AttributeAction.KeepLegal,
        'C' when row.Tag == Tags.ContrastBolusAgent => AttributeAction.CleanAgent,
        'C' or 'S' or 'G' when vr == Vr.SQ => AttributeAction.Walk,
        'C' when vr == Vr.CS => AttributeAction.KeepCode,
        'C' or 'P' or 'V' => vr.IsText() ? AttributeAction.CleanWords : null,
        _ => null,
    };

    private AttributeRule Unlisted(DicomTag tag, Vr vr)
    {
        // A VR of another kind than the dictionary's may hold anything. Text in another VR than its own is checked as in its own.
        if (DicomDictionary.Find(tag) is not { } entry || !SameKind(entry.Vr, vr))
            return Unknown;
        vr = entry.Vr.IsText() ? entry.Vr : vr;
        if (tag == TextValue)
            return profile.Has(CleanStructuredContent)
                ? new AttributeRule(AttributeAction.CleanText, AttributeAction.Dummy, CleanStructuredContent, Reason.KeepList)
                : new AttributeRule(AttributeAction.Dummy, AttributeAction.Dummy, None, Reason.KeepList);
        if (vr == Vr.UI && profile.Has(RetainUIDs))
            return new AttributeRule(AttributeAction.KeepUid, AttributeAction.MapUid, RetainUIDs, Reason.Vr);
        var listed = KeepList.Find(tag);
        var required = listed?.EndsWith(RequiredMark, StringComparison.Ordinal) == true;
        var action = listed is null ? ByVr(vr) : ByCheck(required ? listed[..^RequiredMark.Length] : listed);

        // What did not pass its check leaves an empty value: many of these attributes are Type 2.
        return new AttributeRule(action, required ? AttributeAction.Dummy : OtherwiseUnlisted(tag, action), None, listed is null ? Reason.Vr : Reason.KeepList);
    }

    private static AttributeAction OtherwiseUnlisted(DicomTag tag, AttributeAction action) =>
        action is AttributeAction.Walk or AttributeAction.KeepCoded or AttributeAction.Remove || tag == Tags.SpecificCharacterSet ? AttributeAction.Remove
        : action == AttributeAction.Dummy ? AttributeAction.Dummy
        : AttributeAction.Empty;

    private static TagMap<string> LoadKeepList()
    {
        var list = new TagMap<string>(capacity: 128);
        foreach (var columns in EmbeddedTable.Rows("keep-list.tsv"))
            list.Add(DicomTag.Parse(columns[0]), columns[2]);
        return list;
    }

    private static AttributeAction ByCheck(string check) => check switch
    {
        "words" => AttributeAction.CleanWords,
        "code" => AttributeAction.KeepCode,
        "version" => AttributeAction.KeepVersion,
        "number" => AttributeAction.KeepNumber,
        "template" => AttributeAction.KeepTemplate,
        "kernel" => AttributeAction.KeepKernel,
        "direction" => AttributeAction.KeepDirection,
        "coded" => AttributeAction.KeepCoded,
        "binary" => AttributeAction.KeepTable,
        "remove" => AttributeAction.Remove,
        "empty" => AttributeAction.Empty,
        "dummy" => AttributeAction.Dummy,
        _ => throw new InvalidOperationException($"keep-list.tsv has no check '{check}'."),
    };

    private static AttributeAction ByVr(Vr vr) => vr switch
    {
        Vr.SQ => AttributeAction.Walk,
        Vr.UI => AttributeAction.MapUid,
        Vr.CS => AttributeAction.KeepCode,
        Vr.DS or Vr.IS => AttributeAction.KeepDecimal,
        Vr.AT or Vr.FD or Vr.FL or Vr.OD or Vr.OF or Vr.OL or Vr.OV or Vr.SL or Vr.SS or Vr.SV or Vr.UL or Vr.US or Vr.UV => AttributeAction.Keep,
        _ => AttributeAction.Remove,
    };

    // Numbers of any width may stand for each other ("US or SS", "US or OW"), and a text that is
    // neither name, number nor date for another text.
    private static bool SameKind(Vr expected, Vr found) =>
        expected == found
        || (expected.Kind() == VrKind.Text && found is (Vr.CS or Vr.LO or Vr.LT or Vr.SH or Vr.ST or Vr.UC or Vr.UT))
        || (expected.Kind() is VrKind.Number or VrKind.Bulk && found.Kind() is VrKind.Number or VrKind.Bulk && (found is not (Vr.OB or Vr.OW) || expected.Kind() == VrKind.Bulk || expected is Vr.US or Vr.SS));
}
