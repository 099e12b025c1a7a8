using System.Text;
using FirstRead.Core.Identity;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>Makes the clean copy of a data set: each attribute at each depth by its rule. Serves one file.</summary>
internal sealed class DatasetCleaner(AttributeRules rules, string sopClass, Pseudonym pseudonym, UidMap uids, ActionCounts counts)
{
    public DicomDataset Clean(DicomDataset source) => CleanInto(new DicomDataset(), source, topLevel: true);

    private DicomDataset CleanInto(DicomDataset target, DicomDataset source, bool topLevel)
    {
        var meaning = CodeList.MeaningOf(source);
        foreach (var element in source)
        {
            var rule = rules.For(element.Tag, element.Vr, sopClass, topLevel);
            var cleaned = Apply(rule.Action, rule.Option, element, target, meaning) ?? Apply(rule.Otherwise, null, element, target, meaning);
            if (cleaned is not null)
                target.Set(cleaned);
            else
                counts.Add(element.Tag.IsPrivate ? "private" : rule.Listed ? "removed" : "unlisted");
        }
        return target;
    }

    // Null: the value did not pass, or goes.
    private DicomElement? Apply(AttributeAction action, string? option, DicomElement element, DicomDataset target, string? meaning) => action switch
    {
        AttributeAction.Remove => null,
        AttributeAction.Empty => Done("emptied", option, element.Items is null ? With(element, ReadOnlyMemory<byte>.Empty) : new DicomElement(element.Tag, [])),
        AttributeAction.Dummy => Done("replaced", option, With(element, Dummy(element))),
        AttributeAction.Walk => element.Items is { } items && Walk(items, target) is var clean && (clean.Count > 0 || items.Count == 0)
            ? Done("walked", option, new DicomElement(element.Tag, clean))
            : null,
        _ when element.Items is not null || element.Fragments is not null => null,
        _ when element.Value.IsEmpty => Done("kept", null, element),
        _ => CleanValue(action, option, element, meaning),
    };

    private DicomElement? CleanValue(AttributeAction action, string? option, DicomElement element, string? meaning) => action switch
    {
        AttributeAction.Keep => Done("kept", option, element),
        AttributeAction.MapUid => Done("uidMapped", option, WithEach(element, uid => uid.Length == 0 ? uid : uids.Map(uid))),
        AttributeAction.KeepDecimal => KeepIf(ValueChecks.IsDecimal, option, element),
        AttributeAction.KeepNumber => KeepIf(ValueChecks.IsNumber, option, element),
        AttributeAction.KeepKernel => KeepIf(ValueChecks.IsKernel, option, element),
        AttributeAction.KeepDirection => KeepIf(ValueChecks.IsDirection, option, element),
        AttributeAction.KeepCode => KeepCodes(option, element),
        AttributeAction.KeepCoded => meaning is null
            ? null
            : Done("kept", option, element.Tag == Tags.CodeMeaning ? With(element, Encoding.ASCII.GetBytes(meaning)) : element),
        AttributeAction.KeepCharacteristic => element.Tag == Tags.PatientAge
            ? PatientAge.Coarsen(ValueChecks.Values(element.Value)[0]) is { } age ? Done("kept", option, With(element, Encoding.ASCII.GetBytes(age))) : null
            : KeepIf(value => ValueChecks.IsCharacteristic(element.Tag, value), option, element),
        AttributeAction.KeepTime => KeepIf(element.Vr == Vr.TM ? DateShift.IsTime : DateShift.IsZone, option, element),
        AttributeAction.ShiftDate => ShiftDates(option, element),
        AttributeAction.CleanWords => CleanWords(option, element),
        AttributeAction.CleanAgent => DescriptorCleaner.NamesAgent(Encoding.Latin1.GetString(element.Value.Span)) ? CleanWords(option, element) : null,
        _ => null,
    };

    private List<DicomDataset> Walk(IReadOnlyList<DicomDataset> items, DicomDataset parent)
    {
        var cleaned = new List<DicomDataset>(items.Count);
        foreach (var item in items)
        {
            var copy = CleanInto(new DicomDataset(parent), item, topLevel: false);

            // An item whose code was not on the list and that held nothing else would be an illegal empty code.
            if (copy.Count > 0 || !CodeList.HasCode(item))
                cleaned.Add(copy);
        }
        return cleaned;
    }

    private DicomElement? ShiftDates(string? option, DicomElement element)
    {
        var shifted = ValueChecks.Values(element.Value).Select(value => value.Length == 0 ? "" : DateShift.Shift(value, pseudonym.DateShiftDays)).ToList();
        return shifted.Contains(null) ? null : Done("dateShifted", option, With(element, Encoding.ASCII.GetBytes(string.Join('\\', shifted))));
    }

    // An unknown value among several leaves its place empty: ImageType's third value stays the third.
    private DicomElement? KeepCodes(string? option, DicomElement element)
    {
        var values = ValueChecks.Values(element.Value);
        if (Array.TrueForAll(values, ValueChecks.IsCode))
            return Done("kept", option, element);
        return Array.Exists(values, value => value.Length > 0 && ValueChecks.IsCode(value))
            ? Done("cleaned", option, WithEach(element, value => ValueChecks.IsCode(value) ? value : ""))
            : null;
    }

    private DicomElement? CleanWords(string? option, DicomElement element)
    {
        var cleaned = DescriptorCleaner.Clean(element.Value, element.Vr.IsMultiValued());
        if (cleaned.IsEmpty)
        {
            counts.Add("cleaned", option);
            return null;
        }
        return Done("cleaned", option, With(element, cleaned));
    }

    private DicomElement? KeepIf(Predicate<string> check, string? option, DicomElement element) =>
        Array.TrueForAll(ValueChecks.Values(element.Value), check) ? Done("kept", option, element) : null;

    private DicomElement Done(string action, string? option, DicomElement element)
    {
        counts.Add(action, option);
        return element;
    }

    private ReadOnlyMemory<byte> Dummy(DicomElement element) => element.Tag == Tags.PatientID
        ? Encoding.ASCII.GetBytes(pseudonym.Token.Value)
        : element.Vr == Vr.UI ? Encoding.ASCII.GetBytes(uids.Map(ValueChecks.Values(element.Value)[0])) : DummyValue.Of(element.Vr);

    private static DicomElement With(DicomElement element, ReadOnlyMemory<byte> value) => new(element.Tag, element.Vr, value);

    private static DicomElement WithEach(DicomElement element, Func<string, string> change) =>
        With(element, Encoding.ASCII.GetBytes(string.Join('\\', ValueChecks.Values(element.Value).Select(change))));
}
