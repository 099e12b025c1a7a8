using System.Text.RegularExpressions;

namespace FirstRead.Core.Studies;

/// <summary>A clinic, as it stands in keys: 3 to 24 of <c>a-z 0-9 -</c>, no hyphen at either end.</summary>
public readonly partial record struct ClinicId
{
    private ClinicId(string value) => Value = value;

    /// <summary>
    /// Reserved for the pipeline's own test studies (<see cref="Probes.Probe"/>), whose ids begin with it: no person and no machine belongs to it, and
    /// what is of it is in no list, no figure and no lesson.
    /// </summary>
    public static ClinicId Synthetic { get; } = new("synthetic");

    public string Value { get; }

    public bool IsSynthetic => this == Synthetic;

    /// <exception cref="FormatException">The text is not a clinic id.</exception>
    public static ClinicId Parse(string text) => Pattern().IsMatch(text)
        ? new ClinicId(text)
        : throw new FormatException($"'{text}' is not a clinic id (3 to 24 of a-z, 0-9 and inner hyphens).");

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,22}[a-z0-9]\z")]
    private static partial Regex Pattern();
}

/// <summary>One upload of a clinic: <c>u</c> and 32 random hexadecimal digits.</summary>
public readonly partial record struct UploadId
{
    private UploadId(string value) => Value = value;

    public string Value { get; }

    public static UploadId From(UInt128 random) => new($"u{random:x32}");

    /// <exception cref="FormatException">The text is not an upload id.</exception>
    public static UploadId Parse(string text) => Pattern().IsMatch(text)
        ? new UploadId(text)
        : throw new FormatException($"'{text}' is not an upload id.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\Au[0-9a-f]{32}\z")]
    private static partial Regex Pattern();
}

/// <summary>One file of an upload: <c>f</c> and 32 random hexadecimal digits. File names are PHI and stay with the client.</summary>
public readonly partial record struct FileId
{
    private FileId(string value) => Value = value;

    public string Value { get; }

    public static FileId From(UInt128 random) => new($"f{random:x32}");

    /// <exception cref="FormatException">The text is not a file id.</exception>
    public static FileId Parse(string text) => Pattern().IsMatch(text)
        ? new FileId(text)
        : throw new FormatException($"'{text}' is not a file id.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\Af[0-9a-f]{32}\z")]
    private static partial Regex Pattern();
}

/// <summary>
/// A study of one clinic: <c>{clinic}.{32 hex}</c>, the hex digits being the version-8 UUID inside the
/// pseudonymous StudyInstanceUID. It begins with the clinic, so that no clinic can add to another's study.
/// </summary>
public readonly partial record struct StudyId
{
    private StudyId(string value) => Value = value;

    public string Value { get; }

    public ClinicId Clinic => ClinicId.Parse(Value[..Value.IndexOf('.')]);

    public static StudyId From(ClinicId clinic, UInt128 studyUuid) => new($"{clinic}.{studyUuid:x32}");

    /// <param name="studyUuid">16 bytes, the most significant first.</param>
    public static StudyId From(ClinicId clinic, ReadOnlySpan<byte> studyUuid) => new($"{clinic.Value}.{Convert.ToHexStringLower(studyUuid)}");

    /// <exception cref="FormatException">The text is not a study id.</exception>
    public static StudyId Parse(string text) => Pattern().IsMatch(text)
        ? new StudyId(text)
        : throw new FormatException($"'{text}' is not a study id.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,22}[a-z0-9]\.[0-9a-f]{32}\z")]
    private static partial Regex Pattern();
}

/// <summary>The pseudonym of one patient at one clinic: <c>P</c> and 32 random hexadecimal digits, never derived from the patient (45 CFR 164.514(c)).</summary>
public readonly partial record struct PatientToken
{
    private PatientToken(string value) => Value = value;

    public string Value { get; }

    public static PatientToken From(UInt128 random) => new($"P{random:x32}");

    /// <param name="random">16 bytes, the most significant first.</param>
    public static PatientToken From(ReadOnlySpan<byte> random) => new($"P{Convert.ToHexStringLower(random)}");

    /// <exception cref="FormatException">The text is not a patient token.</exception>
    public static PatientToken Parse(string text) => Pattern().IsMatch(text)
        ? new PatientToken(text)
        : throw new FormatException($"'{text}' is not a patient token.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\AP[0-9a-f]{32}\z")]
    private static partial Regex Pattern();
}
