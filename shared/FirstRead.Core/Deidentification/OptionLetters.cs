namespace FirstRead.Core.Deidentification;

/// <summary>The letters of confidentiality-profile.tsv, in the order in which a row's options are tried.</summary>
internal static class OptionLetters
{
    public static OptionLetter[] InOrder { get; } =
    [
        new('D', DeidentificationOption.RetainLongitudinalModifiedDates),
        new('f', DeidentificationOption.RetainLongitudinalFullDates),
        new('u', DeidentificationOption.RetainUIDs),
        new('v', DeidentificationOption.RetainDeviceIdentity),
        new('i', DeidentificationOption.RetainInstitutionIdentity),
        new('p', DeidentificationOption.RetainPatientCharacteristics),
        new('V', DeidentificationOption.RetainDeviceIdentity),
        new('P', DeidentificationOption.RetainPatientCharacteristics),
        new('S', DeidentificationOption.CleanStructuredContent),
        new('G', DeidentificationOption.CleanGraphics),
        new('C', DeidentificationOption.CleanDescriptors),
        new('R', DeidentificationOption.RetainSafePrivate),
    ];
}

/// <param name="Letter">Small for what is kept, capital for what is cleaned.</param>
internal sealed record OptionLetter(char Letter, DeidentificationOption Option);
