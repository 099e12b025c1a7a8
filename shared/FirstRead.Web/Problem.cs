using System.Text.Json.Serialization;

namespace FirstRead.Web;

/// <summary>Problem details (RFC 9457) with a stable code.</summary>
/// <param name="Detail">What to do about it; no value of a request or patient.</param>
/// <param name="Errors">By member path, e.g. <c>files[3].sha256</c>.</param>
public sealed record Problem(int Status, string Code, string Title, string? Detail = null, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    /// <summary>Names the kind of problem (RFC 9457 3.1.1).</summary>
    [JsonPropertyOrder(-1)]
    public string Type => $"urn:firstread:problem:{Code}";

    /// <summary>What <c>WWW-Authenticate</c> asks for; of a 401 alone.</summary>
    [JsonIgnore]
    public string Challenge { get; init; } = "Bearer";
}

/// <summary>The problems that more than one endpoint has. The codes are pinned in docs/api.md and by tests.</summary>
public static class Problems
{
    public static readonly Problem NoToken = new(401, "no-token", "Log in first", "Send Authorization: Bearer and an access token.");
    public static readonly Problem InvalidToken = new(401, "invalid-token", "The access token is not valid here", "It expired, or another issuer or client made it: log in again.");
    public static readonly Problem RoleNotPermitted = new(403, "role-not-permitted", "Your role does not allow this");
    public static readonly Problem NoClinic = new(403, "no-clinic", "You belong to no clinic yet", "An operator must enrol you.");
    public static readonly Problem NotThroughTheFront = new(403, "not-through-the-front", "Use the portal's address", "This address serves the portal's own origin alone.");
    public static readonly Problem NotFound = new(404, "not-found", "There is nothing here for you");
    public static readonly Problem MethodNotAllowed = new(405, "method-not-allowed", "Not with this method");
    public static readonly Problem RevisionChanged = new(412, "revision-changed", "Another was faster", "Fetch it again, look, and decide again.");
    public static readonly Problem BodyTooLarge = new(413, "body-too-large", "The body is too large", "At most 1 MiB.");
    public static readonly Problem IfMatchRequired = new(428, "if-match-required", "If-Match is required", "Send the ETag of what you saw.");
    public static readonly Problem Unexpected = new(500, "unexpected", "Something broke on our side", "Try again; the log has the request's id.");
    public static readonly Problem TryAgain = new(503, "try-again", "Too many wrote at the same time", "Try again.");

    public static Problem InvalidBody(IReadOnlyDictionary<string, string[]> errors) =>
        new(400, "invalid-body", "The body is not as it should be", "See errors.", errors);

    public static Problem InvalidBody(string member, string error) => InvalidBody(new Dictionary<string, string[]> { [member] = [error] });
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
