using System.Text;
using System.Text.RegularExpressions;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Release;

/// <summary>
/// The way back from a pseudonymous object of ours to one that the clinic's PACS files under the study it came from: its
/// patient, numbers, dates and UIDs, in UTF-8. All of it or nothing: what cannot be led back stops the release, for a
/// document that mixes both would be filed wrong.
/// </summary>
public sealed partial class ReleasedObject
{
    // What says that identity was removed (PS3.15 E.1.1), and what de-identification made of values that it did not keep.
    private static readonly HashSet<DicomTag> Dropped =
    [
        Tags.SpecificCharacterSet, Tags.PatientIdentityRemoved, Tags.DeidentificationMethod, Tags.DeidentificationMethodCodeSequence,
        Tags.LongitudinalTemporalInformationModified, Tags.StudyDescription, Tags.PatientAge, Tags.TimezoneOffsetFromUTC,
        // Written anew, from the vault.
        Tags.PatientName, Tags.PatientID, Tags.IssuerOfPatientID, Tags.PatientBirthDate, Tags.PatientSex,
        Tags.StudyDate, Tags.StudyTime, Tags.StudyID, Tags.AccessionNumber,
    ];

    private static readonly HashSet<DicomTag> InItems = [Tags.SpecificCharacterSet];

    private readonly ReleaseIdentity identity;
    private readonly OwnUids own;
    private readonly OwnTime time;

    private ReleasedObject(ReleaseIdentity identity, OwnUids own, OwnTime time) => (this.identity, this.own, this.time) = (identity, own, time);

    /// <param name="stored">As it lies in the results bucket; is not changed.</param>
    /// <param name="own">Of all objects that are released together.</param>
    /// <param name="at">When it was made: signed, or written by the model.</param>
    /// <exception cref="ReleaseRefusedException">A UID, a date or a text of it cannot be led back.</exception>
    public static DicomDataset Of(DicomDataset stored, ReleaseIdentity identity, OwnUids own, DateTimeOffset at)
    {
        var time = new OwnTime(at, identity.Study.TimezoneOffset);
        var released = new DicomDataset().Add(Tags.SpecificCharacterSet, "ISO_IR 192");
        new ReleasedObject(identity, own, time).CopyInto(released, stored, Dropped);
        identity.WriteTo(released);
        if (time.Zone is { } zone)
            released.Add(Tags.TimezoneOffsetFromUTC, zone);
        return released;
    }

    private void CopyInto(DicomDataset target, DicomDataset source, HashSet<DicomTag> except)
    {
        foreach (var element in source)
            if (!except.Contains(element.Tag))
                target.Set(Copy(element, source, target));
    }

    private DicomElement Copy(DicomElement element, DicomDataset source, DicomDataset target) => element switch
    {
        { Tag.IsPrivate: true } => throw Refusal(ReleaseCodes.UnexpectedAttribute, element, "is private"),
        { Items: { } items } => new DicomElement(element.Tag, [.. items.Select(item => Copy(item, target))]),
        _ => element.Vr.Kind() switch
        {
            VrKind.Uid => Write(element, Values(element).Select(uid => Map(uid, element))),
            VrKind.Date => Write(element, time.Of(element.Tag) is { } said ? [said] : element.Vr == Vr.TM ? Values(element) : Values(element).Select(value => Restore(value, element))),
            VrKind.Text => Text(element, source),
            VrKind.Number or VrKind.Bulk => element,
            _ => throw Refusal(ReleaseCodes.UnexpectedAttribute, element, $"is of the kind {element.Vr}"),
        },
    };

    private DicomDataset Copy(DicomDataset item, DicomDataset target)
    {
        var copy = new DicomDataset(target);
        CopyInto(copy, item, InItems);
        return copy;
    }

    private string Map(string uid, DicomElement element) =>
        uid.Length == 0 || own.Devices.Contains(uid) ? uid
        : identity.OriginalOf(uid) is { } original ? original
        : own.Made.Contains(uid) ? ReleasedUids.Of(identity.Study, uid)
        : throw Refusal(ReleaseCodes.UnknownUid, element, "names what neither the vault nor any of our objects knows");

    private string Restore(string value, DicomElement element) =>
        value.Length == 0 ? value
        : DateShift.Restore(value, identity.Patient.DateShiftDays) ?? throw Refusal(ReleaseCodes.UnreadableDate, element, "cannot be moved back");

    private DicomElement Text(DicomElement element, DicomDataset source)
    {
        var text = (element.Vr.UsesCharacterSet() ? source.CharacterSet : CharacterSet.Default).Decode(element.Value.Span, element.Vr);
        if (NamesPseudonym(text))
            throw Refusal(ReleaseCodes.PseudonymInText, element, "names a pseudonym");
        return element.Vr.UsesCharacterSet() ? new DicomElement(element.Tag, element.Vr, Encoding.UTF8.GetBytes(text)) : element;
    }

    private bool NamesPseudonym(string text) =>
        text.Contains(identity.Patient.Token.Value, StringComparison.Ordinal) || text.Contains(identity.Study.Study.Value, StringComparison.Ordinal) || UuidUid().IsMatch(text);

    private static string[] Values(DicomElement element) => ValueChecks.Values(element.Value);

    private static DicomElement Write(DicomElement element, IEnumerable<string> values) => new(element.Tag, element.Vr, Encoding.ASCII.GetBytes(string.Join('\\', values)));

    private static ReleaseRefusedException Refusal(string code, DicomElement element, string why) => new(code, $"{element.Tag} {why}.");

    // A UID cut from a UUID (PS3.5 B.2); shorter ones a person may type: "diameter 2.25".
    [GeneratedRegex(@"(?<![0-9.])2\.25\.[0-9]{20,39}")]
    private static partial Regex UuidUid();
}
