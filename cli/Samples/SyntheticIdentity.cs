namespace FirstRead.Cli.Samples;

/// <summary>
/// A made-up person for a sample study. Every value carries a word that occurs nowhere else, so that a search of
/// everything stored tells whether it passed.
/// </summary>
public sealed record SyntheticIdentity(string Word, string BirthDate, string StudyDate)
{
    public string PatientName => $"Zz{Word}^Quillfeather^Ann";

    public string PatientId => $"ID-{Word}-4711";

    public string AccessionNumber => $"AC{Word}";

    public string Institution => $"Saint {Word} Hospital";

    public string Address => $"17 {Word} Lane, Northside";

    /// <summary>Whole years.</summary>
    public int AgeAtStudy => (int.Parse(StudyDate) - int.Parse(BirthDate)) / 10_000;

    public string Physician => $"Dr{Word}^Hollis";

    public string Comments => $"Called {Word} at home, phone 555-0142";

    /// <summary>What must be found in no store but the restricted ones.</summary>
    public IReadOnlyList<string> Planted => [Word, "Quillfeather", "Hollis", "555-0142", BirthDate, StudyDate];
}
