using System.Text.Json.Serialization;

namespace FirstRead.Functions.Api.Bodies;

public sealed record ConfigurationBody(string Issuer, string ClientId, string PortalUrl);

public sealed record MeBody(string Subject, string Name, IReadOnlyList<string> Roles, string? Clinic);

public sealed record WorklistBody(IReadOnlyList<StudyBody> Studies);

public sealed record StudyInView(StudyBody Study, IReadOnlyList<InstanceBody> Instances, ResultBody? Result, ReviewBody Review);

/// <param name="Decision">accept or reject.</param>
public sealed record DecisionRequest(string? Decision, string? Reason);

public sealed record SignRequest(string? Impression);

public sealed record SignedBody(DateTimeOffset SignedAt, string SignedBy, int Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConfigurationBody))]
[JsonSerializable(typeof(MeBody))]
[JsonSerializable(typeof(WorklistBody))]
[JsonSerializable(typeof(StudyInView))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(SignRequest))]
[JsonSerializable(typeof(SignedBody))]
public sealed partial class ApiJson : JsonSerializerContext;
