using FirstRead.Core.Identity;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>What a de-identified file must say of itself (PS3.15 E.1.1; PS3.3 C.12.1, C.7.5.1), and the pseudonym in place of the patient.</summary>
internal static class Markers
{
    private const string Maker = "FirstRead";

    /// <param name="options">Codes of CID 7050 beside the basic profile, each of which ran on this instance.</param>
    public static void Write(DicomDataset target, DeidentificationProfile profile, IReadOnlyList<string> options, Pseudonym pseudonym)
    {
        target.Add(Tags.PatientName, pseudonym.Token.Value);
        target.Add(Tags.PatientID, pseudonym.Token.Value);
        target.Add(Tags.PatientIdentityRemoved, "YES");
        target.Add(Tags.DeidentificationMethod, profile.Method);
        target.AddSequence(Tags.DeidentificationMethodCodeSequence, [.. options.Prepend(DeidentificationCodes.BasicProfile).Select(Code)]);
        target.Add(Tags.LongitudinalTemporalInformationModified, Dates(profile));
        target.AddSequence(Tags.ContributingEquipmentSequence, [.. target.GetSequence(Tags.ContributingEquipmentSequence), Equipment()]);
    }

    // PS3.3 C.12.1: UNMODIFIED, MODIFIED or REMOVED.
    private static string Dates(DeidentificationProfile profile) =>
        profile.Has(DeidentificationOption.RetainLongitudinalFullDates) ? "UNMODIFIED"
        : profile.Has(DeidentificationOption.RetainLongitudinalModifiedDates) ? "MODIFIED"
        : "REMOVED";

    private static DicomDataset Equipment() => new DicomDataset()
        .Add(Tags.Manufacturer, Maker)
        .Add(Tags.ManufacturerModelName, Maker)
        .Add(Tags.SoftwareVersions, typeof(Markers).Assembly.GetName().Version?.ToString(3) ?? "0")
        .AddSequence(Tags.PurposeOfReferenceCodeSequence, Code(DeidentificationCodes.DeidentifyingEquipment));

    private static DicomDataset Code(string value) => CodeList.Item("DCM", value);
}
