namespace FirstRead.Cli.Bench.Faults;

/// <summary>What a study of the run tries.</summary>
public enum StudyKind
{
    /// <summary>A few slices.</summary>
    Plain,

    /// <summary>One of them has a bright spot: somebody must be called.</summary>
    Bright,

    /// <summary>The same file twice in one upload.</summary>
    Duplicate,

    /// <summary>Other bytes under the same SOPInstanceUID.</summary>
    Conflict,

    /// <summary>Beside a good slice a letter, a truncated slice and one that lies about its lengths.</summary>
    Poison,

    /// <summary>Two uploads at the same time bring one slice each.</summary>
    Split,

    /// <summary>A file that is announced and never comes.</summary>
    Missing,

    /// <summary>A known patient ID with another name.</summary>
    OtherName,

    /// <summary>Its upload is taken back when all files but one have come.</summary>
    Cancelled,
}

/// <summary>One study as it is uploaded.</summary>
/// <param name="Patient">Some are a patient's second study.</param>
/// <param name="Folders">One upload each.</param>
/// <param name="Unsent">Names of files that are announced and never sent.</param>
public sealed record PlannedStudy(int Number, int Patient, StudyKind Kind, IReadOnlyList<string> Folders, IReadOnlyList<string> Unsent);
