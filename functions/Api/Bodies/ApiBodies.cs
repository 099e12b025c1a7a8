using System.Text.Json.Serialization;
using FirstRead.Core.Analysis;
using FirstRead.Functions.Api.Communications;

namespace FirstRead.Functions.Api.Bodies;

public sealed record ConfigurationBody(string Issuer, string ClientId, string PortalUrl);

public sealed record MeBody(string Subject, string Name, IReadOnlyList<string> Roles, string? Clinic);

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record WorklistBody(IReadOnlyList<StudyBody> Studies, string? Next);

/// <param name="Result">Null where there is none, and where it is not shown to the caller yet.</param>
/// <param name="AiDisplay">first, on-demand or after-own-read: when the clinic's readers see what the model found.</param>
public sealed record StudyInView(StudyBody Study, IReadOnlyList<InstanceBody> Instances, ResultBody? Result, ReviewBody Review, string AiDisplay);

/// <param name="Decision">accept, amend or reject.</param>
/// <param name="Contours">What stands in place of the finding's outlines: where it is amended, and nowhere else.</param>
public sealed record DecisionRequest(string? Decision, string? Reason, IReadOnlyList<DrawnBody>? Contours);

/// <param name="Contours">Or a point.</param>
public sealed record OwnFindingRequest(string? Label, CodeBody? Code, IReadOnlyList<DrawnBody>? Contours, PointBody? Point);

public sealed record CodeBody(string? Scheme, string? Value);

public sealed record FindingCodesBody(IReadOnlyList<CodedConcept> Codes);

/// <param name="Critical">Ids of findings that stand and that the signer calls critical; the model's of high risk are, named or not.</param>
/// <param name="Communication">Who was told of the critical findings.</param>
/// <param name="NotYetTold">True: nobody was told yet. Where a finding is critical, this or a communication.</param>
public sealed record SignRequest(string? Impression, IReadOnlyList<string>? Critical, CommunicationRequest? Communication, bool? NotYetTold);

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
