using System.Text;
using FirstRead.Core.Identity;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>Makes the clean copy of a data set: each attribute at each depth by its rule. Serves one file.</summary>
internal sealed class DatasetCleaner(AttributeRules rules, string sopClass, Pseudonym pseudonym, UidMap uids, ActionCounts counts)
{
    private const int LongestText = 256 << 10;

    // The points of a contour (3006,0050) are the longest of them.
    private const int LongestNumbers = 8 << 20;

    private readonly ContentItems? content = rules.Profile.Has(DeidentificationOption.CleanStructuredContent) ? new ContentItems(rules.Profile, counts) : null;
    private readonly bool keepsPrivate = rules.Profile.Has(DeidentificationOption.RetainSafePrivate);

    private PatientNumbers numbers;

    // Inside a sequence that an option retains, codes stay that are on no list of ours.
    private bool retainsCodes;

    /// <summary>The UID that stands for this one under the profile.</summary>
    public string Map(string uid) => rules.Profile.Has(DeidentificationOption.RetainUIDs) && ValueChecks.IsUid(uid) ? uid : uids.Map(uid);

    public DicomDataset Clean(DicomDataset source)
    {
        numbers = PatientNumbers.Of(source);
        var clean = CleanInto(new DicomDataset(), source, around: default);
        if (ContentItems.Holds(source))
            ContentItems.NameRoot(source, clean);
        return clean;
    }

    private DicomDataset CleanInto(DicomDataset target, DicomDataset source, DicomTag around)
    {
        var meaning = CodeList.MeaningOf(source);
        foreach (var element in source)
        {
            if (keepsPrivate && element.Tag.IsPrivate && SafePrivate.Find(source, element) is { } known)
            {
                KeepPrivate(known, element, source, target);
                continue;
            }
            var rule = rules.For(element.Tag, element.Vr, sopClass, around);
            if (Apply(rule.Action, rule, rule.Option, element, target, meaning) is { } cleaned)
                target.Set(cleaned);
            else if (rule.Otherwise != rule.Action && Apply(rule.Otherwise, FailedCheck(rule), DeidentificationOption.None, element, target, meaning) is { } otherwise)
                target.Set(otherwise);
            else
                counts.Add(element.Tag, Outcome.Removed, rule.Otherwise == rule.Action ? rule.Reason : FailedCheck(rule).Reason);
        }
        return target;
    }

    private static AttributeRule FailedCheck(AttributeRule rule) =>
        rule.Option == DeidentificationOption.None || rule.Action is not (AttributeAction.Walk or AttributeAction.WalkRetained) ? rule with { Reason = Reason.FailedCheck } : rule;

    // Null: the value did not pass, or goes.
    private DicomElement? Apply(AttributeAction action, AttributeRule rule, DeidentificationOption option, DicomElement element, DicomDataset target, string? meaning) => action switch
    {
        AttributeAction.Remove => null,
        AttributeAction.Empty => Done(Outcome.Emptied, rule, option, element.Items is null ? With(element, ReadOnlyMemory<byte>.Empty) : new DicomElement(element.Tag, [])),
        AttributeAction.Dummy => Done(Outcome.Replaced, rule, option, With(element, Dummy(element))),
        AttributeAction.DummyContent => Done(Outcome.Replaced, rule, option, new DicomElement(element.Tag, [ContentItems.Placeholder(target)])),
        AttributeAction.Walk or AttributeAction.WalkRetained => element.Items is { } items && Walk(element.Tag, items, target, action == AttributeAction.WalkRetained) is var clean && (clean.Count > 0 || items.Count == 0)
            ? Done(Outcome.Walked, rule, option, new DicomElement(element.Tag, clean))
            : null,
        _ when element.Items is not null || element.Fragments is not null => null,
        // Nobody wrote so much; going through it value by value is what it was made for.
        _ when element.Vr.IsText() && element.Value.Length > (element.Vr is Vr.DS or Vr.IS ? LongestNumbers : LongestText) => null,
        _ when element.Value.IsEmpty => Done(Outcome.Kept, rule, DeidentificationOption.None, element),
        _ => CleanValue(action, element, meaning) is var (outcome, cleaned) ? Done(outcome, rule, option, cleaned) : null,
    };

    private (Outcome Outcome, DicomElement Element)? CleanValue(AttributeAction action, DicomElement element, string? meaning) => action switch
    {
        AttributeAction.Keep => element.Vr is Vr.OB or Vr.OW || NumberChecks.AreNumbers(element.Tag, element.Vr, element.Value.Span) ? (Outcome.Kept, element) : null,
        AttributeAction.KeepTable => (Outcome.Kept, element),
        AttributeAction.MapUid => MapUids(element),
        AttributeAction.KeepUid => KeepIf(ValueChecks.IsUid, element),
        AttributeAction.KeepLegal => LegalValue.Is(element.Vr, element.Value.Span) ? (Outcome.Kept, element) : null,
        AttributeAction.KeepDate => KeepIf(value => value.Length == 0 || DateShift.Shift(value, 0) is not null, element),
        AttributeAction.KeepDecimal => KeepIf(value => ValueChecks.IsDecimal(value) && !numbers.Contains(value), element),
        AttributeAction.KeepNumber => KeepIf(ValueChecks.IsNumber, element),
        AttributeAction.KeepVersion => KeepIf(ValueChecks.IsVersion, element),
        AttributeAction.KeepTemplate => KeepIf(ValueChecks.IsTemplate, element),
        AttributeAction.KeepKernel => KeepIf(ValueChecks.IsKernel, element),
        AttributeAction.KeepDirection => KeepIf(ValueChecks.IsDirection, element),
        AttributeAction.KeepCode => KeepCodes(element),
        AttributeAction.KeepCoded => KeepCoded(element, meaning),
        AttributeAction.KeepCharacteristic => element.Vr == Vr.AS
            ? PatientAge.Coarsen(ValueChecks.Values(element.Value)[0]) is { } age ? (Outcome.Kept, With(element, Encoding.ASCII.GetBytes(age))) : null
            : KeepIf(value => ValueChecks.IsCharacteristic(element.Tag, value), element),
        AttributeAction.KeepTime => KeepIf(element.Vr == Vr.TM ? DateShift.IsTime : DateShift.IsZone, element),
        AttributeAction.ShiftDate => ShiftDates(element),
        AttributeAction.CleanWords => CleanWords(element),
        AttributeAction.CleanText => (Outcome.Cleaned, With(element, NarrativeCleaner.Clean(element.Value))),
        AttributeAction.CleanAgent => DescriptorCleaner.NamesAgent(Encoding.Latin1.GetString(element.Value.Span)) ? CleanWords(element) : null,
        _ => null,
    };

    /// <summary>UIDs of classes and the like are the standard's, and stay; the report says so.</summary>
    private (Outcome, DicomElement) MapUids(DicomElement element)
    {
        var replaced = false;
        var mapped = WithEach(element, uid =>
        {
            if (uid.Length == 0)
                return uid;
            var next = uids.Map(uid);
            replaced |= !uid.AsSpan().Trim("\0 ").SequenceEqual(next);
            return next;
        });
        return (replaced ? Outcome.UidMapped : Outcome.Kept, mapped);
    }

    private List<DicomDataset> Walk(DicomTag sequence, IReadOnlyList<DicomDataset> items, DicomDataset parent, bool retained)
    {
        var retainedBefore = retainsCodes;
        retainsCodes |= retained;
        var cleaned = new List<DicomDataset>(items.Count);
        foreach (var item in items)
        {
            var copy = new DicomDataset(parent);
            if (content is not null && ContentItems.Holds(item))
                cleaned.Add(content.Clean(item, CleanInto(copy, item, sequence), parent));
            // An item whose code was not on the list would be an illegal empty code, and what modifies it says nothing alone.
            else if (CodeList.HasCode(CleanInto(copy, item, sequence)) || !CodeList.HasCode(item))
                cleaned.Add(copy);
        }
        retainsCodes = retainedBefore;
        return cleaned;
    }

    private void KeepPrivate(SafePrivate.Attribute known, DicomElement element, DicomDataset source, DicomDataset target)
    {
        if (element.Items is null && element.Fragments is null && Checked(new DicomElement(element.Tag, known.Vr, element.Value)) is { } safe)
        {
            counts.Add(element.Tag, Outcome.Kept, Reason.Private, DeidentificationOption.RetainSafePrivate);
            target.Set(safe).Set(SafePrivate.CreatorOf(source, element.Tag)!);
            return;
        }
        counts.Add(element.Tag, Outcome.Removed, Reason.FailedCheck);
    }

    // A number must be legal in its VR; text is checked as any other.
    private static DicomElement? Checked(DicomElement element) =>
        !LegalValue.Is(element.Vr, element.Value.Span) ? null
        : element.Vr == Vr.CS ? KeepCodes(element)?.Item2
        : element.Vr.Kind() != VrKind.Text || element.Vr is Vr.DS or Vr.IS ? element
        : CleanWords(element)?.Item2;

    private (Outcome, DicomElement)? ShiftDates(DicomElement element)
    {
        var values = ValueChecks.Values(element.Value);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Length == 0)
                continue;
            if (DateShift.Shift(values[i], pseudonym.DateShiftDays) is not { } shifted)
                return null;
            values[i] = shifted;
        }
        return (Outcome.DateShifted, With(element, Encoding.ASCII.GetBytes(string.Join('\\', values))));
    }

    // An unknown value among several leaves its place empty: ImageType's third value stays the third.
    private static (Outcome, DicomElement)? KeepCodes(DicomElement element)
    {
        var values = ValueChecks.Values(element.Value);
        if (Array.TrueForAll(values, ValueChecks.IsCode))
            return (Outcome.Kept, element);
        return Array.Exists(values, value => value.Length > 0 && ValueChecks.IsCode(value))
            ? (Outcome.Cleaned, WithEach(element, value => ValueChecks.IsCode(value) ? value : ""))
            : null;
    }

    private (Outcome, DicomElement)? KeepCoded(DicomElement element, string? meaning) =>
        meaning is null ? retainsCodes && LegalValue.Is(element.Vr, element.Value.Span) ? (Outcome.Kept, element) : null
        : element.Tag == Tags.CodeMeaning ? (Outcome.Kept, With(element, Encoding.ASCII.GetBytes(meaning)))
        : (Outcome.Kept, element);

    private static (Outcome, DicomElement)? CleanWords(DicomElement element)
    {
        var cleaned = DescriptorCleaner.Clean(element.Value, element.Vr.IsMultiValued());
        return cleaned.IsEmpty ? null : (cleaned.Equals(element.Value) ? Outcome.Kept : Outcome.Cleaned, With(element, cleaned));
    }

    private static (Outcome, DicomElement)? KeepIf(Predicate<string> check, DicomElement element) =>
        Array.TrueForAll(ValueChecks.Values(element.Value), check) ? (Outcome.Kept, element) : null;

    private DicomElement Done(Outcome outcome, AttributeRule rule, DeidentificationOption option, DicomElement element)
    {
        counts.Add(element.Tag, outcome, rule.Reason, option);
        return element;
    }

    private ReadOnlyMemory<byte> Dummy(DicomElement element) => element.Tag == Tags.PatientID
        ? Encoding.ASCII.GetBytes(pseudonym.Token.Value)
        : element.Vr == Vr.UI ? Encoding.ASCII.GetBytes(uids.Map(ValueChecks.Values(element.Value)[0])) : DummyValue.Of(element.Vr);

    private static DicomElement With(DicomElement element, ReadOnlyMemory<byte> value) => new(element.Tag, element.Vr, value);

    private static DicomElement WithEach(DicomElement element, Func<string, string> change) =>
        With(element, Encoding.ASCII.GetBytes(string.Join('\\', ValueChecks.Values(element.Value).Select(change))));
}
