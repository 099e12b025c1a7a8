using System.Text.Json.Serialization;
using FirstRead.Core.Analysis;

namespace FirstRead.Functions.Api.Bodies;

/// <param name="IdleMinutes">After how long without a touch the portal logs off.</param>
public sealed record ConfigurationBody(string Issuer, string ClientId, string PortalUrl, int IdleMinutes);

public sealed record MeBody(string Subject, string Name, IReadOnlyList<string> Roles, string? Clinic);

public sealed record WorklistBody(IReadOnlyList<StudyBody> Studies);

public sealed record StudyInView(StudyBody Study, IReadOnlyList<InstanceBody> Instances, ResultBody? Result, ReviewBody Review);

/// <param name="Decision">accept, amend or reject.</param>
/// <param name="Contours">What stands in place of the finding's outlines: where it is amended, and nowhere else.</param>
public sealed record DecisionRequest(string? Decision, string? Reason, IReadOnlyList<DrawnBody>? Contours);

/// <param name="Contours">Or a point.</param>
public sealed record OwnFindingRequest(string? Label, CodeBody? Code, IReadOnlyList<DrawnBody>? Contours, PointBody? Point);

public sealed record CodeBody(string? Scheme, string? Value);

public sealed record FindingCodesBody(IReadOnlyList<CodedConcept> Codes);

public sealed record SignRequest(string? Impression);

public sealed record AddendumRequest(string? Text);

/// <param name="Files">Paths of the signed documents on the portal's own origin, behind the pixel cookies.</param>
public sealed record SignedBody(DateTimeOffset SignedAt, string SignedBy, int Number, IReadOnlyList<string>? Files);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConfigurationBody))]
[JsonSerializable(typeof(MeBody))]
[JsonSerializable(typeof(WorklistBody))]
[JsonSerializable(typeof(StudyInView))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(OwnFindingRequest))]
[JsonSerializable(typeof(FindingCodesBody))]
[JsonSerializable(typeof(SignRequest))]
[JsonSerializable(typeof(AddendumRequest))]
[JsonSerializable(typeof(SignedBody))]
public sealed partial class ApiJson : JsonSerializerContext;
