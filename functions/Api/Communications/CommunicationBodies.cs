using System.Text.Json.Serialization;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Api.Communications;

/// <summary>Who was told, as a request says it.</summary>
/// <param name="Means">phone, in-person or message.</param>
/// <param name="At">Not in the future, and not before the study came.</param>
public sealed record CommunicationRequest(string? Told, string? Means, DateTimeOffset? At, bool? ReadBack);

/// <param name="Number">Of the signed round whose critical findings somebody was told of.</param>
public sealed record LateCommunicationRequest(int? Number, string? Told, string? Means, DateTimeOffset? At, bool? ReadBack);

public sealed record CommunicationBody(string Told, string Means, DateTimeOffset At, bool ReadBack, string By, DateTimeOffset NotedAt)
{
    public static CommunicationBody Of(Communication told) => new(told.Told, CommunicationMeansNames.Of(told.Means), told.At, told.ReadBack, told.By, told.NotedAt);
}

/// <summary>Signed, critical, and nobody was told.</summary>
public sealed record UntoldBody(string StudyId, string Code, string Clinic, string? Modality, string? BodyPart, int Number, IReadOnlyList<CriticalFinding> Findings, string SignedBy, DateTimeOffset SignedAt)
{
    public static UntoldBody Of(OpenCommunication open, Study? study) => new(
        open.Study.Value, StudyCode.Of(open.Study), open.Study.Clinic.Value, study?.Modality, study?.BodyPart, open.Round, open.Findings, open.SignedBy, open.SignedAt);
}

public sealed record CommunicationsBody(IReadOnlyList<UntoldBody> Communications);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LateCommunicationRequest))]
[JsonSerializable(typeof(CommunicationBody))]
[JsonSerializable(typeof(CommunicationsBody))]
public sealed partial class CommunicationJson : JsonSerializerContext;
