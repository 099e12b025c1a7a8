namespace FirstRead.Core.Deidentification;

/// <summary>Options of PS3.15 E.3, one bit each.</summary>
internal sealed class OptionSet
{
    private int bits;

    /// <summary>As a profile file names them: the member names, in the order of their codes.</summary>
    public static string[] Names { get; } =
    [
        nameof(DeidentificationOption.CleanPixelData),
        nameof(DeidentificationOption.CleanRecognizableVisualFeatures),
        nameof(DeidentificationOption.CleanGraphics),
        nameof(DeidentificationOption.CleanStructuredContent),
        nameof(DeidentificationOption.CleanDescriptors),
        nameof(DeidentificationOption.RetainLongitudinalFullDates),
        nameof(DeidentificationOption.RetainLongitudinalModifiedDates),
        nameof(DeidentificationOption.RetainPatientCharacteristics),
        nameof(DeidentificationOption.RetainDeviceIdentity),
        nameof(DeidentificationOption.RetainUIDs),
        nameof(DeidentificationOption.RetainSafePrivate),
        nameof(DeidentificationOption.RetainInstitutionIdentity),
    ];

    /// <summary>CID 7050 codes, ascending.</summary>
    public IEnumerable<string> Codes
    {
        get
        {
            for (var option = 1; option <= Names.Length; option++)
                if (Contains((DeidentificationOption)option))
                    yield return DeidentificationCodes.Of((DeidentificationOption)option);
        }
    }

    /// <param name="name">One of <see cref="Names"/>.</param>
    public static DeidentificationOption Named(string name) => (DeidentificationOption)(Array.IndexOf(Names, name) + 1);

    public bool Contains(DeidentificationOption option) => (bits & 1 << (int)option) != 0;

    /// <summary>False if it was there.</summary>
    public bool Add(DeidentificationOption option)
    {
        var before = bits;
        bits |= 1 << (int)option;
        return bits != before;
    }
}
