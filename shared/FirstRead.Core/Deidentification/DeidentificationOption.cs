namespace FirstRead.Core.Deidentification;

/// <summary>
/// The options of PS3.15 E.3, named as a profile file names them. The value is the distance of the option's code
/// (PS3.16 CID 7050) from 113100, the basic profile.
/// </summary>
public enum DeidentificationOption : byte
{
    /// <summary>113100 alone: not an option.</summary>
    None = 0,
    CleanPixelData = 1,

    /// <summary>No step of ours can take a face out of an image: an instance that may show one is held for a person.</summary>
    CleanRecognizableVisualFeatures = 2,
    CleanGraphics = 3,
    CleanStructuredContent = 4,
    CleanDescriptors = 5,
    RetainLongitudinalFullDates = 6,
    RetainLongitudinalModifiedDates = 7,
    RetainPatientCharacteristics = 8,
    RetainDeviceIdentity = 9,
    RetainUIDs = 10,
    RetainSafePrivate = 11,
    RetainInstitutionIdentity = 12,
}
