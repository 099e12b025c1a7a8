using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>
/// Who is enrolled: a person's name and clinic, a machine's clinic and roles. Who may log in at all, and a person's roles, are the
/// identity provider's to say.
/// </summary>
public sealed class PrincipalEndpoints(ApiPorts ports)
{
    private const int LongestName = 80;
    private const int LongestSubject = 128;

    private static readonly Problem Exists = new(409, "principal-exists", "This subject is enrolled already", "Change that entry.");

    public async Task<Answer> ListAsync(Call call) => Answer.Json(
        new PrincipalsBody([.. (await ports.Operations.Principals.ListAsync(call.Cancelled)).Select(PrincipalBody.Of)]), OperationsJson.Default.PrincipalsBody);

    public async Task<Answer> EnrolAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.PrincipalRequest);
        if (body is null)
            return problem!;
        if (body.Subject is not { Length: > 0 and <= LongestSubject } subject || !subject.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            return Problems.InvalidBody("subject", $"must be the token's sub, or a machine's client id: 1 to {LongestSubject} letters, digits, '-', '_' and '.'");
        var (principal, fault) = Parse(subject, body);
        return principal is null ? fault! : await WriteAsync(call, principal, null, body.Reason!, 201);
    }

    public async Task<Answer> ChangeAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.PrincipalRequest);
        if (body is null)
            return problem!;
        var (seen, unseen) = await SeenAsync(call);
        if (seen is null)
            return unseen!;
        var (principal, fault) = Parse(seen.Subject, body);
        return principal is null ? fault! : await WriteAsync(call, principal, seen, body.Reason!, 200);
    }

    public async Task<Answer> RemoveAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.ReasonRequest);
        if (body is null)
            return problem!;
        if (Asked.ProblemOfReason(body.Reason) is { } reasonless)
            return reasonless;
        var (seen, unseen) = await SeenAsync(call);
        if (seen is null)
            return unseen!;
        await ports.AuditAsync(call, AuditSubjects.OfPrincipal(seen.Subject), AuditActs.RemovePrincipal, body.Reason!.Trim());
        if (await ports.Operations.Principals.RemoveAsync(seen, call.Cancelled))
            return Answer.NoContent;
        await ports.AuditAsync(call, AuditSubjects.OfPrincipal(seen.Subject), AuditActs.NotDone(AuditActs.RemovePrincipal), "another write was faster");
        return Problems.RevisionChanged;
    }

    private async Task<(Principal? Seen, Problem? Problem)> SeenAsync(Call call)
    {
        if (await ports.Operations.Principals.GetAsync(call.Route("subject"), call.Cancelled) is not { } seen)
            return (null, Problems.NotFound);
        if (call.IfMatchTag is not { } tag)
            return (null, Problems.IfMatchRequired);
        return tag == PrincipalBody.TagOf(seen) ? (seen, null) : (null, Problems.RevisionChanged);
    }

    private async Task<Answer> WriteAsync(Call call, Principal principal, Principal? seen, string reason, int status)
    {
        var subject = AuditSubjects.OfPrincipal(principal.Subject);
        await ports.AuditAsync(call, subject, AuditActs.ChangePrincipal, $"clinic {principal.Clinic?.Value ?? "none"}, machine roles {string.Join(' ', principal.MachineRoles.Select(RoleNames.Of))}: {reason.Trim()}");
        if (await ports.Operations.Principals.ReplaceAsync(principal, seen, call.Cancelled))
            return Answer.Json(PrincipalBody.Of(principal), OperationsJson.Default.PrincipalBody, status).With("ETag", PrincipalBody.TagOf(principal));
        await ports.AuditAsync(call, subject, AuditActs.NotDone(AuditActs.ChangePrincipal), seen is null ? "there is one" : "another write was faster");
        return seen is null ? Exists : Problems.RevisionChanged;
    }

    private static (Principal? Principal, Problem? Problem) Parse(string subject, PrincipalRequest body)
    {
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > LongestName || body.Name.Any(char.IsControl))
            return (null, Problems.InvalidBody("name", $"must be 1 to {LongestName} characters on one line"));
        var clinic = Asked.Clinic(body.Clinic);
        if (body.Clinic is { Length: > 0 } && clinic is not { IsSynthetic: false })
            return (null, Problems.InvalidBody("clinic", "must be a clinic's id, and not that of test studies, or be left out"));
        var roles = (body.MachineRoles ?? []).Select(RoleNames.Parse).ToList();
        if (roles.Contains(null))
            return (null, Problems.InvalidBody("machineRoles", "must be of clinic, radiologist, resident, operator"));
        if (roles.Contains(Role.Clinic) && clinic is null)
            return (null, Problems.InvalidBody("clinic", "is needed for a machine of the role clinic"));
        return Asked.ProblemOfReason(body.Reason) is { } reasonless
            ? (null, reasonless)
            : (new Principal(subject, body.Name.Trim(), clinic, [.. roles.OfType<Role>().Distinct().Order()]), null);
    }
}
