using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Adversary;

/// <summary>
/// The values of a real file that say whose it is, at every depth, and whether an output still has them. What is no sign of a
/// leak: values of fewer than five characters, which come up by chance; UIDs that are public (PS3.6, PS3.16); what our dummies spell;
/// words of the committed lists, for a phantom may be called PERFUSION and an institution TOSHIBA.
/// Digits count where they stand alone, not as a part of another number; words count wherever they stand.
/// </summary>
internal sealed class IdentityOf
{
    private const int ShortestTelling = 5;

    // Names, numbers, places and days; UIDs and PN attributes are all taken.
    private static readonly HashSet<DicomTag> Telling =
    [
        Tags.PatientID, Tags.OtherPatientIDs, Tags.PatientBirthDate, Tags.AccessionNumber, Tags.StudyID, Tags.InstitutionName, Tags.InstitutionAddress, Tags.InstitutionalDepartmentName, Tags.StationName,
        Tags.DeviceSerialNumber, Tags.StudyDate, Tags.SeriesDate, Tags.AcquisitionDate, Tags.ContentDate, Tags.InstanceCreationDate, Tags.AcquisitionDateTime, Tags.PatientAddress,
        new(0x0010, 0x2154), new(0x0032, 0x1032), new(0x0040, 0x0244), new(0x0040, 0x0253), new(0x0040, 0x1001), new(0x0040, 0x2016), new(0x0040, 0x2017), new(0x0008, 0x0024), new(0x0008, 0x0025),
    ];

    private static readonly HashSet<string> Dummies = ["19000101", "19000101000000", "REMOVED"];

    private readonly HashSet<string> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> uids = new(StringComparer.Ordinal);

    public static IdentityOf File(string path)
    {
        var identity = new IdentityOf();
        using var reader = new DicomReader(System.IO.File.OpenRead(path));
        identity.Gather(DicomDataset.Read(reader, new DicomTag(0x7FE0, 0x0000)));
        return identity;
    }

    /// <summary>The attribute of the output that holds a value of the original; pixels are not looked at.</summary>
    public IEnumerable<string> FoundIn(byte[] output) => Found(DicomDataset.Read(new MemoryStream(output)));

    private IEnumerable<string> Found(DicomDataset dataset)
    {
        foreach (var element in dataset)
        {
            foreach (var found in (element.Items ?? []).SelectMany(Found))
                yield return found;
            if (element.Items is not null || element.Fragments is not null || element.Tag == Tags.PixelData)
                continue;
            var text = Encoding.Latin1.GetString(element.Value.Span).Trim(' ', '\0');
            var leak = element.Vr == Vr.UI
                ? text.Split('\\').Any(uid => uids.Contains(uid))
                : values.Any(value => value.All(char.IsDigit) ? Tokens(text).Contains(value) : text.Contains(value, StringComparison.OrdinalIgnoreCase)) || element.Vr.IsText() && uids.Any(uid => text.Contains(uid, StringComparison.Ordinal));
            if (leak)
                yield return $"{element.Tag} {element.Vr} '{text[..Math.Min(40, text.Length)]}'";
        }
    }

    private static bool IsListed(string value) => ValueChecks.IsCode(value.ToUpperInvariant()) || DescriptorCleaner.Clean(value) == value;

    private static string[] Tokens(string text) => text.Split('\\', '^', '=', ' ', '-', '/', ',');

    private void Gather(DicomDataset dataset)
    {
        foreach (var element in dataset)
        {
            foreach (var item in element.Items ?? [])
                Gather(item);
            if (element.Items is not null || element.Fragments is not null || element.Tag.IsPrivate || !element.Vr.IsText())
                continue;
            foreach (var value in Encoding.Latin1.GetString(element.Value.Span).Split('\\', '^', '=').Select(value => value.Trim(' ', '\0')))
                if (element.Vr == Vr.UI && value.Length >= ShortestTelling && !PublicUids.Contains(value))
                    uids.Add(value);
                else if ((element.Vr == Vr.PN || Telling.Contains(element.Tag)) && value.Length >= ShortestTelling && !Dummies.Contains(value) && value.Any(character => character is not '0') && !IsListed(value))
                    values.Add(value);
        }
    }
}
