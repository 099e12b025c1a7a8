namespace FirstRead.Cli.Samples;

/// <summary>
/// A made-up person for a sample study. Every value carries a word that occurs nowhere else, so that a search of
/// everything stored tells whether it passed. Dates are such that no shift of another person's can make them: one day for
/// all studies, or one that lies further back than a shift reaches.
/// </summary>
public sealed record SyntheticIdentity(string Word, string BirthDate, string StudyDate)
{
    // 3,650 days (DateShift).
    private const int LongestShiftYears = 10;

    public string PatientName => $"Zz{Word}^Quillfeather^Ann";

    public string PatientId => $"ID-{Word}-4711";

    public string AccessionNumber => $"AC{Word}";

    public string Institution => $"Saint {Word} Hospital";

    public string Address => $"17 {Word} Lane, Northside";

    /// <summary>Whole years.</summary>
    public int AgeAtStudy => (int.Parse(StudyDate) - int.Parse(BirthDate)) / 10_000;

    public string Physician => $"Dr{Word}^Hollis";

    public string Comments => $"Called {Word} at home, phone 555-0142";

    /// <summary>What must be found in no store but the restricted ones. A child's birth date is left out: the shift of its own study may make it by chance.</summary>
    public IReadOnlyList<string> Planted => [Word, "Quillfeather", "Hollis", "555-0142", StudyDate, .. AgeAtStudy > LongestShiftYears ? [BirthDate] : Array.Empty<string>()];
}
