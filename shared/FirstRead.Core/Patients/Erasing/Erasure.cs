using System.Text.Json.Serialization;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients.Erasing;

/// <summary>Where an erasure stands.</summary>
public enum ErasureState
{
    /// <summary>One person asks for it; nothing has happened.</summary>
    Requested,

    /// <summary>A second person agreed: it runs until nothing is left.</summary>
    Confirmed,

    /// <summary>Nothing was left over a time in which whatever was on its way has come.</summary>
    Done,

    Withdrawn,
}

/// <summary>One patient to be erased, from the request to the certificate. Holds pseudonyms alone.</summary>
/// <param name="Clinic">On whose behalf: no other clinic's study goes.</param>
/// <param name="Tokens">As they stood when it was asked for.</param>
/// <param name="Reason">As typed, without naming the patient; <paramref name="LegalBasis"/> too.</param>
/// <param name="Force">Why it is done although something stands against it; null where nothing does.</param>
/// <param name="RequestedBy">The person's subject (<c>sub</c>).</param>
/// <param name="Studies">Found so far. What is found stands here before anything that leads to it goes.</param>
/// <param name="FoundAt">When something was last found to erase.</param>
/// <param name="DueAt">When it goes on; null while nothing is to be done.</param>
/// <param name="Revision">Raised by every write.</param>
public sealed record Erasure(
    ErasureId Id,
    ClinicId Clinic,
    IReadOnlyList<PatientToken> Tokens,
    ErasureState State,
    string Reason,
    string LegalBasis,
    string? Force,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    IReadOnlyList<StudyId> Studies,
    ErasureCounts Counts,
    string? ConfirmedBy = null,
    DateTimeOffset? ConfirmedAt = null,
    DateTimeOffset? FoundAt = null,
    DateTimeOffset? FinishedAt = null,
    DateTimeOffset? DueAt = null,
    int Revision = 1)
{
    /// <summary>One who works alone may agree with themselves after this time: long enough to be seen and stopped.</summary>
    public static readonly TimeSpan AloneAfter = TimeSpan.FromHours(24);

    /// <summary>Longer than an upload's URLs hold and than any function runs: what was on its way when a sweep found nothing has come.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(20);

    /// <summary>As long as the function may run: nobody else takes up what is being worked on.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    [JsonIgnore]
    public bool Stands => State is ErasureState.Requested or ErasureState.Confirmed;

    /// <summary>From when on this person may confirm it.</summary>
    public DateTimeOffset ConfirmableAt(string by) => by == RequestedBy ? RequestedAt + AloneAfter : RequestedAt;

    public Erasure Confirm(string by, DateTimeOffset now) => this with
    {
        State = ErasureState.Confirmed,
        ConfirmedBy = by,
        ConfirmedAt = now,
        FoundAt = now,
        DueAt = now,
    };

    public Erasure Withdraw() => this with { State = ErasureState.Withdrawn };

    public Erasure Found(IEnumerable<StudyId> studies) => this with { Studies = [.. Studies.Union(studies)] };

    public Erasure Erased(ErasureCounts counts, DateTimeOffset now) => this with { Counts = Counts + counts, FoundAt = now };

    public Erasure Finish(DateTimeOffset now) => this with
    {
        State = ErasureState.Done,
        Counts = Counts with { Studies = Studies.Count },
        FinishedAt = now,
        DueAt = null,
    };

    /// <summary>A file of an erased study came again: it goes as the rest went.</summary>
    public Erasure Reopen(DateTimeOffset now) => this with { State = ErasureState.Confirmed, FoundAt = now, DueAt = now };
}

/// <summary>What was removed. A run that was cut off has removed a little more than it could write down: each figure is at least so many.</summary>
/// <param name="Studies">Set at the end.</param>
/// <param name="Versions">Of objects in buckets, delete markers included.</param>
/// <param name="Files">Uploaded files whose rows were emptied.</param>
/// <param name="Rows">Of the studies table.</param>
/// <param name="VaultItems">Sealed identities and index rows.</param>
public sealed record ErasureCounts(int Studies = 0, int Versions = 0, int Files = 0, int Rows = 0, int VaultItems = 0)
{
    public static ErasureCounts None { get; } = new();

    public static ErasureCounts operator +(ErasureCounts one, ErasureCounts other) =>
        new(one.Studies + other.Studies, one.Versions + other.Versions, one.Files + other.Files, one.Rows + other.Rows, one.VaultItems + other.VaultItems);
}

/// <summary>Spelled once, for the API and the stored items; pinned by tests.</summary>
public static class ErasureNames
{
    public static string Of(ErasureState state) => state switch
    {
        ErasureState.Requested => "requested",
        ErasureState.Confirmed => "confirmed",
        ErasureState.Done => "done",
        ErasureState.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
