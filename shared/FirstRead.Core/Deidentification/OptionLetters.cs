namespace FirstRead.Core.Deidentification;

/// <summary>The letters of confidentiality-profile.tsv, in the order in which a row's options are tried.</summary>
internal static class OptionLetters
{
    public static IReadOnlyList<(char Letter, DeidentificationOption Option)> InOrder { get; } =
    [
        ('D', DeidentificationOption.RetainLongitudinalModifiedDates),
        ('f', DeidentificationOption.RetainLongitudinalFullDates),
        ('u', DeidentificationOption.RetainUIDs),
        ('v', DeidentificationOption.RetainDeviceIdentity),
        ('i', DeidentificationOption.RetainInstitutionIdentity),
        ('p', DeidentificationOption.RetainPatientCharacteristics),
        ('V', DeidentificationOption.RetainDeviceIdentity),
        ('P', DeidentificationOption.RetainPatientCharacteristics),
        ('S', DeidentificationOption.CleanStructuredContent),
        ('G', DeidentificationOption.CleanGraphics),
        ('C', DeidentificationOption.CleanDescriptors),
        ('R', DeidentificationOption.RetainSafePrivate),
    ];
}
