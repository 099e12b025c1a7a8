namespace FirstRead.Core.Deidentification;

/// <summary>Codes of PS3.16 CID 7050, De-identification Method, that our profiles know.</summary>
public static class DeidentificationCodes
{
    public const string BasicProfile = "113100";
    public const string CleanPixelData = "113101";
    public const string CleanStructuredContent = "113104";
    public const string CleanDescriptors = "113105";
    public const string ModifiedDates = "113107";
    public const string PatientCharacteristics = "113108";

    /// <summary>Purpose of our item in Contributing Equipment (PS3.16 CID 7005).</summary>
    public const string DeidentifyingEquipment = "109104";
}
