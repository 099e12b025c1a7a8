using System.Text.Json.Serialization;
using FirstRead.Core.Identity;

namespace FirstRead.Functions.Reidentify;

/// <param name="Reason">Why the clinic needs it; stands in the audit log.</param>
public sealed record IdentityRequest(string? Reason);

/// <summary>Protected health information: leaves for the clinic that it came from and is never logged.</summary>
public sealed record IdentityBody(
    string StudyId,
    string? PatientId,
    string? IssuerOfPatientId,
    string? PatientName,
    string? PatientBirthDate,
    string? PatientSex,
    string StudyInstanceUid,
    string? AccessionNumber,
    string? StudyDate,
    string? StudyTime)
{
    public static IdentityBody Of(StudyIdentity study, PatientIdentity patient) => new(
        study.Study.Value,
        patient.PatientId,
        patient.IssuerOfPatientId,
        patient.PatientName,
        patient.PatientBirthDate,
        patient.PatientSex,
        study.StudyInstanceUid,
        study.AccessionNumber,
        study.StudyDate,
        study.StudyTime);

    /// <summary>Names no value.</summary>
    public override string ToString() => nameof(IdentityBody);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IdentityRequest))]
[JsonSerializable(typeof(IdentityBody))]
public sealed partial class IdentityBodyJson : JsonSerializerContext;
