using System.Globalization;

namespace FirstRead.Core.Deidentification;

/// <summary>Codes of PS3.16 CID 7050, De-identification Method.</summary>
public static class DeidentificationCodes
{
    public const string BasicProfile = "113100";
    public const string CleanPixelData = "113101";
    public const string CleanRecognizableVisualFeatures = "113102";
    public const string CleanGraphics = "113103";
    public const string CleanStructuredContent = "113104";
    public const string CleanDescriptors = "113105";
    public const string FullDates = "113106";
    public const string ModifiedDates = "113107";
    public const string PatientCharacteristics = "113108";
    public const string DeviceIdentity = "113109";
    public const string Uids = "113110";
    public const string SafePrivate = "113111";
    public const string InstitutionIdentity = "113112";

    /// <summary>Purpose of our item in Contributing Equipment (PS3.16 CID 7005).</summary>
    public const string DeidentifyingEquipment = "109104";

    private const int First = 113100;

    /// <summary>The code of an option, or of the basic profile for none.</summary>
    public static string Of(DeidentificationOption option) => (First + (int)option).ToString(CultureInfo.InvariantCulture);
}
