using System.Text.Json;
using System.Text.Json.Serialization;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>The identity records as JSON: what is inside the seal. Ids stand as their texts.</summary>
internal static partial class IdentityJson
{
    public static byte[] Write(PatientIdentity value) => JsonSerializer.SerializeToUtf8Bytes(
        new PatientDocument(value.Token.Value, value.DateShiftDays, value.PatientId, value.IssuerOfPatientId, value.PatientName, value.PatientBirthDate, value.PatientSex),
        Context.Default.PatientDocument);

    public static byte[] Write(StudyIdentity value) => JsonSerializer.SerializeToUtf8Bytes(
        new StudyDocument(
            value.Study.Value, value.Token.Value, value.StudyInstanceUid, value.AccessionNumber, value.StudyDate, value.StudyTime,
            value.OriginalStudyId, value.TimezoneOffset, value.ReleaseSalt, value.Patient),
        Context.Default.StudyDocument);

    public static byte[] Write(InstanceIdentity value) => JsonSerializer.SerializeToUtf8Bytes(
        new InstanceDocument(
            value.Study.Value, value.SopInstanceUid, value.OriginalSopInstanceUid, value.OriginalSeriesInstanceUid, value.FrameOfReferenceUid, value.OriginalFrameOfReferenceUid),
        Context.Default.InstanceDocument);

    public static PatientIdentity ReadPatient(byte[] json)
    {
        var value = JsonSerializer.Deserialize(json, Context.Default.PatientDocument)!;
        return new PatientIdentity(PatientToken.Parse(value.Token), value.DateShiftDays, value.PatientId, value.IssuerOfPatientId, value.PatientName, value.PatientBirthDate, value.PatientSex);
    }

    public static StudyIdentity ReadStudy(byte[] json)
    {
        var value = JsonSerializer.Deserialize(json, Context.Default.StudyDocument)!;
        return new StudyIdentity(
            StudyId.Parse(value.Study), PatientToken.Parse(value.Token), value.StudyInstanceUid, value.AccessionNumber, value.StudyDate, value.StudyTime,
            value.OriginalStudyId, value.TimezoneOffset, value.ReleaseSalt, value.Patient);
    }

    public static InstanceIdentity ReadInstance(byte[] json)
    {
        var value = JsonSerializer.Deserialize(json, Context.Default.InstanceDocument)!;
        return new InstanceIdentity(
            StudyId.Parse(value.Study), value.SopInstanceUid, value.OriginalSopInstanceUid, value.OriginalSeriesInstanceUid, value.FrameOfReferenceUid, value.OriginalFrameOfReferenceUid);
    }

    internal sealed record PatientDocument(string Token, int DateShiftDays, string? PatientId, string? IssuerOfPatientId, string? PatientName, string? PatientBirthDate, string? PatientSex);

    internal sealed record StudyDocument(
        string Study, string Token, string StudyInstanceUid, string? AccessionNumber, string? StudyDate, string? StudyTime,
        string? OriginalStudyId, string? TimezoneOffset, string? ReleaseSalt, StudyPatient? Patient);

    internal sealed record InstanceDocument(
        string Study, string SopInstanceUid, string OriginalSopInstanceUid, string OriginalSeriesInstanceUid, string? FrameOfReferenceUid, string? OriginalFrameOfReferenceUid);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(PatientDocument))]
    [JsonSerializable(typeof(StudyDocument))]
    [JsonSerializable(typeof(InstanceDocument))]
    private sealed partial class Context : JsonSerializerContext;
}
