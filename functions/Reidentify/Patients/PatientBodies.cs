using System.Text.Json.Serialization;
using FirstRead.Core.Patients;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Reidentify.Patients;

/// <summary>By one of: a study, a token, or a clinic's own number. In the body, for a number must stand in no URL.</summary>
/// <param name="Study">Id, or the six characters of an open one.</param>
/// <param name="Issuer">IssuerOfPatientID (0010,0021), where the clinic's files have one.</param>
public sealed record FindRequest(string? Study, string? Token, string? Clinic, string? PatientId, string? Issuer, string? Reason)
{
    public override string ToString() => nameof(FindRequest);
}

/// <param name="Token">The other.</param>
public sealed record LinkRequest(string? Token, string? Reason);

public sealed record SplitRequest(IReadOnlyList<string>? Studies, string? Reason);

public sealed record SplitBody(string Token);

/// <param name="Clinic">On whose behalf.</param>
/// <param name="Linked">Whether linked tokens of that clinic go too.</param>
public sealed record EraseRequest(string? Clinic, bool Linked, string? Reason, string? LegalBasis, string? Force);

/// <param name="Code">As typed by who confirms.</param>
public sealed record ConfirmRequest(string? Code);

public sealed record WithdrawRequest(string? Reason);

/// <summary>A patient as an operator sees one: pseudonyms alone.</summary>
/// <param name="Studies">Of this token and of those that are linked with it.</param>
public sealed record PatientBody(string Token, IReadOnlyList<LinkBody> Links, IReadOnlyList<PatientStudyBody> Studies, IReadOnlyList<ErasureBody> Erasures);

/// <param name="By">Name of who linked them.</param>
public sealed record LinkBody(string Token, string By, DateTimeOffset At);

public sealed record PatientStudyBody(
    string StudyId, string Code, string Token, string Clinic, string Status, string? Modality, string? BodyPart, int Instances, DateTimeOffset ReceivedAt, DateTimeOffset? SignedAt)
{
    public static PatientStudyBody Of(Study study) => new(
        study.Id.Value, StudyCode.Of(study.Id), study.Patient.Value, study.Id.Clinic.Value, StoredNames.Of(study.Status), study.Modality, study.BodyPart,
        study.InstanceCount, study.Times.ReceivedAt, study.Times.SignedAt);
}

public sealed record ErasureList(IReadOnlyList<ErasureBody> Erasures);

/// <param name="Code">What is typed to confirm it.</param>
/// <param name="RequestedBy">A name, as <paramref name="ConfirmedBy"/>.</param>
/// <param name="ConfirmableAt">From when on the caller may confirm it; null where there is nothing to confirm.</param>
public sealed record ErasureBody(
    string Id,
    string Code,
    string State,
    string Clinic,
    IReadOnlyList<string> Tokens,
    string Reason,
    string LegalBasis,
    string? Force,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ConfirmableAt,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? FinishedAt,
    ErasureCounts Counts)
{
    /// <param name="caller">Who looks.</param>
    /// <param name="name">Of a subject.</param>
    public static ErasureBody Of(Erasure erasure, string caller, Func<string, string> name) => new(
        erasure.Id.Value,
        erasure.Id.Code,
        ErasureNames.Of(erasure.State),
        erasure.Clinic.Value,
        [.. erasure.Tokens.Select(token => token.Value)],
        erasure.Reason,
        erasure.LegalBasis,
        erasure.Force,
        name(erasure.RequestedBy),
        erasure.RequestedAt,
        erasure.State == ErasureState.Requested ? erasure.ConfirmableAt(caller) : null,
        erasure.ConfirmedBy is { } by ? name(by) : null,
        erasure.ConfirmedAt,
        erasure.FinishedAt,
        erasure.Counts);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(SplitRequest))]
[JsonSerializable(typeof(SplitBody))]
[JsonSerializable(typeof(EraseRequest))]
[JsonSerializable(typeof(ConfirmRequest))]
[JsonSerializable(typeof(WithdrawRequest))]
[JsonSerializable(typeof(PatientBody))]
[JsonSerializable(typeof(ErasureList))]
[JsonSerializable(typeof(ErasureBody))]
public sealed partial class PatientJson : JsonSerializerContext;
