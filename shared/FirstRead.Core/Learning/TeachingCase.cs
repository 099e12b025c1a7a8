using FirstRead.Core.Studies;

namespace FirstRead.Core.Learning;

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>A radiologist has released it; the copy is not made yet.</summary>
    Requested,

    /// <summary>Learners see it.</summary>
    Ready,

    /// <summary>The copy could not be made; the reason is stored.</summary>
    Barred,

    /// <summary>It is taken back: learners see it no longer, and its objects go.</summary>
    Withdrawing,

    /// <summary>Nothing of it is left but this row.</summary>
    Withdrawn,
}

/// <summary>What a case is to teach. Known to the server alone: learners are never told before they have read.</summary>
public enum CaseKind
{
    Positive,
    Negative,
}

/// <summary>A study released for teaching. Which study it was, and what is to be found in it, never leave the server.</summary>
/// <param name="Round">Number of the signed round that is the truth.</param>
/// <param name="Topic">One of <see cref="TeachingLists.Topics"/>.</param>
/// <param name="Difficulty">One of <see cref="TeachingLists.Difficulties"/>.</param>
/// <param name="FacesAgreed">Who released it looked at the pictures and agreed, although a face might be rebuilt from them (0028,0302).</param>
/// <param name="By">The radiologist's subject.</param>
/// <param name="Seed">Hexadecimal: what the copy's pseudonyms are drawn with, so that a repeat overwrites itself. Null once the copy is made: then nobody can draw them again.</param>
/// <param name="Tries">How often the copy was begun.</param>
/// <param name="Reason">Why it is barred: a code of <see cref="BarReasons"/>.</param>
/// <param name="Pictures">0 before it is ready.</param>
/// <param name="DueAt">When the next step is to be taken, or a claimed one taken for lost; null when it rests.</param>
/// <param name="Revision">Raised by every write.</param>
public sealed record TeachingCase(
    CaseId Id,
    StudyId Study,
    int Round,
    CaseKind Kind,
    CaseState State,
    string Topic,
    string Difficulty,
    bool FacesAgreed,
    bool Simulated,
    string By,
    DateTimeOffset RequestedAt,
    string? Seed,
    int Tries = 0,
    string? Reason = null,
    int Pictures = 0,
    DateTimeOffset? DueAt = null,
    int Revision = 1)
{
    /// <summary>Longer than the function that copies may run (900 s): nobody else takes up what is being worked on.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(16);

    public const int MostTries = 5;

    /// <summary>Its study may become another case.</summary>
    public bool IsOver => State == CaseState.Withdrawn;

    /// <summary>Whoever stores this has the case to itself until the lease ends.</summary>
    public TeachingCase Claim(DateTimeOffset now) => this with { Tries = Tries + 1, DueAt = now + Lease };

    public TeachingCase Finish(int pictures) => this with { State = CaseState.Ready, Pictures = pictures, Seed = null, DueAt = null };

    public TeachingCase Bar(string reason) => this with { State = CaseState.Barred, Reason = reason, Seed = null, DueAt = null };

    /// <summary>A copy that is being made goes on to its end, which sees this; else it is due at once.</summary>
    public TeachingCase Withdraw(DateTimeOffset now) => this with { State = CaseState.Withdrawing, DueAt = DueAt > now ? DueAt : now };

    public TeachingCase Remove() => this with { State = CaseState.Withdrawn, Pictures = 0, Seed = null, DueAt = null };
}

/// <summary>Why no copy was made; stable, pinned by tests.</summary>
public static class BarReasons
{
    public const string ReadingChanged = "reading-changed";
    public const string FacesMayShow = "faces-may-show";
    public const string PixelsAtRisk = "pixels-at-risk";
    public const string NoPictures = "no-pictures";
    public const string TruthNotInCopy = "truth-not-in-copy";
    public const string CopyFailed = "copy-failed";
}

/// <summary>Spelled once, for the API and the stored items; pinned by tests.</summary>
public static class CaseNames
{
    public static string Of(CaseState state) => state switch
    {
        CaseState.Requested => "requested",
        CaseState.Ready => "ready",
        CaseState.Barred => "barred",
        CaseState.Withdrawing => "withdrawing",
        CaseState.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Of(CaseKind kind) => kind switch
    {
        CaseKind.Positive => "positive",
        CaseKind.Negative => "negative",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static CaseState State(string name) => Enum.GetValues<CaseState>().FirstOrDefault(state => Of(state) == name) is var found && Of(found) == name
        ? found
        : throw new FormatException($"'{name}' is no state of a teaching case.");

    /// <summary>Null when the name is none of ours.</summary>
    public static CaseKind? Kind(string? name) => name switch
    {
        "positive" => CaseKind.Positive,
        "negative" => CaseKind.Negative,
        _ => null,
    };
}
