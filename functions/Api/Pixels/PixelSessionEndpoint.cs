using System.Text.Json.Serialization;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Readers;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Pixels;

/// <summary>
/// Lets a radiologist's browser fetch pixels for fifteen minutes, and the results of those studies whose findings it may
/// show. CloudFront's policy names one resource, so that there is one set of cookies for pixels and one a study for results,
/// each under a path of its own.
/// </summary>
public sealed class PixelSessionEndpoint(ApiPorts ports, ApiSettings settings)
{
    /// <summary>A study, its priors, and room: a browser keeps 180 cookies of a site at least (RFC 6265bis), three a study.</summary>
    private const int MostStudies = 12;

    /// <summary>Holds with the first segment of the path and without it, for a function at the edge takes it off; no key of a result has it.</summary>
    private const string PixelPattern = "/*studies/*";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly AiGate gate = new(ports);

    public async Task<Answer> OpenAsync(Call call)
    {
        var (studies, problem) = await AskedAsync(call);
        if (studies is null)
            return problem!;
        var now = ports.Clock.GetUtcNow();
        var shown = new List<StudyId>();
        foreach (var study in studies)
            if (await ShowsAsync(call, study))
                shown.Add(study);
        var key = new PixelKey(settings.PixelKeyPairId, await ports.Secrets.GetAsync(settings.PixelKeySecret, call.Cancelled));
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.OfPrincipal(call.Caller.Subject), call.Caller.Subject, AuditActs.OpenPixels, "reading", now), call.Cancelled);
        var answer = Answer.Json(new PixelSessionBody([.. shown.Select(study => study.Value)], now + Lifetime), PixelSessionJson.Default.PixelSessionBody);
        var origin = settings.PortalUrl.GetLeftPart(UriPartial.Authority);
        return shown.Select(study => (Path: $"/results/{study}/", Resource: $"{origin}/results/{study}/*"))
            .Prepend((Path: "/pixels/", Resource: origin + PixelPattern))
            .SelectMany(part => Cookies(key, part.Path, part.Resource, now))
            .Aggregate(answer, (made, cookie) => made.With("Set-Cookie", cookie));
    }

    /// <summary>The ids that the body names; none where there is no body.</summary>
    private static async Task<(IReadOnlyList<StudyId>? Studies, Problem? Problem)> AskedAsync(Call call)
    {
        if (!call.HasBody)
            return ([], null);
        var (body, problem) = await call.ReadAsync(PixelSessionJson.Default.PixelSessionRequest);
        if (body is null)
            return (null, problem);
        try
        {
            var studies = (body.Studies ?? []).Select(StudyId.Parse).Distinct().ToArray();
            return studies.Length <= MostStudies ? (studies, null) : (null, Problems.InvalidBody("studies", $"must be {MostStudies} at most"));
        }
        catch (FormatException)
        {
            return (null, Problems.InvalidBody("studies", "must be ids of studies"));
        }
    }

    private async Task<bool> ShowsAsync(Call call, StudyId study) =>
        await StudyEndpoints.ReadingOf(ports, study, call.Cancelled) is { } reading && AiGate.Shows(reading, await gate.ModeOf(study, call.Cancelled), call.Caller);

    private IEnumerable<string> Cookies(PixelKey key, string path, string resource, DateTimeOffset now) =>
        SignedCookies.For(key, resource, now + Lifetime).Select(cookie => $"{cookie.Name}={cookie.Value}; Path={path}; {Attributes}");

    /// <summary>A browser refuses Secure cookies over plain http, which is spoken on the loopback address alone.</summary>
    private string Attributes =>
        $"Max-Age={(int)Lifetime.TotalSeconds}; HttpOnly; SameSite=Strict{(settings.PortalUrl.Scheme == Uri.UriSchemeHttps ? "; Secure" : "")}";
}

/// <param name="Studies">Whose results are to be read as well; none where it is left out.</param>
public sealed record PixelSessionRequest(IReadOnlyList<string>? Studies);

/// <param name="Results">Of the studies asked for, those whose results the caller is shown.</param>
public sealed record PixelSessionBody(IReadOnlyList<string> Results, DateTimeOffset Until);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PixelSessionRequest))]
[JsonSerializable(typeof(PixelSessionBody))]
public sealed partial class PixelSessionJson : JsonSerializerContext;
