using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>Clinics: their names, when their readers see the AI, and who belongs to them.</summary>
public sealed class ClinicEndpoints(ApiPorts ports)
{
    private static readonly Problem Exists = new(409, "clinic-exists", "There is such a clinic", "Change that one, or choose another id.");

    public async Task<Answer> ListAsync(Call call)
    {
        var clinics = await ports.Operations.Clinics.ListAsync(call.Cancelled);
        var principals = (await ports.Operations.Principals.ListAsync(call.Cancelled)).Where(principal => principal.Clinic is not null).ToLookup(principal => principal.Clinic!.Value);
        var entered = clinics.ToDictionary(clinic => clinic.Id);
        var bodies = from id in entered.Keys.Union(principals.Select(of => of.Key))
                     orderby id.Value
                     select ClinicBody.Of(id, entered.GetValueOrDefault(id), [.. principals[id]]);
        return Answer.Json(new ClinicsBody([.. bodies]), OperationsJson.Default.ClinicsBody);
    }

    public async Task<Answer> EnterAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.ClinicRequest);
        if (body is null)
            return problem!;
        if (Asked.Clinic(body.Id) is not { IsSynthetic: false } id)
            return Problems.InvalidBody("id", "must be 3 to 24 of a-z, 0-9 and inner hyphens, and not that of test studies");
        var (clinic, fault) = Parse(id, body);
        return clinic is null ? fault! : await WriteAsync(call, clinic, null, body.Reason!, 201);
    }

    public async Task<Answer> ChangeAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.ClinicRequest);
        if (body is null)
            return problem!;
        if (Asked.Clinic(call.Route("clinicId")) is not { } id || await ports.Operations.Clinics.GetAsync(id, call.Cancelled) is not { } seen)
            return Problems.NotFound;
        var (clinic, fault) = Parse(id, body);
        if (clinic is null)
            return fault!;
        if (call.IfMatchTag is not { } tag)
            return Problems.IfMatchRequired;
        return tag == ClinicBody.TagOf(seen) ? await WriteAsync(call, clinic, seen, body.Reason!, 200) : Problems.RevisionChanged;
    }

    private async Task<Answer> WriteAsync(Call call, Clinic clinic, Clinic? seen, string reason, int status)
    {
        await ports.AuditAsync(call, AuditSubjects.Of(clinic.Id), AuditActs.ChangeClinic, $"AI {AiDisplayNames.Of(clinic.AiDisplay)}: {reason.Trim()}");
        if (await ports.Operations.Clinics.PutAsync(clinic, seen, call.Cancelled))
            return Answer.Json(ClinicBody.Of(clinic.Id, clinic, []), OperationsJson.Default.ClinicBody, status).With("ETag", ClinicBody.TagOf(clinic));
        await ports.AuditAsync(call, AuditSubjects.Of(clinic.Id), AuditActs.NotDone(AuditActs.ChangeClinic), seen is null ? "there is one" : "another write was faster");
        return seen is null ? Exists : Problems.RevisionChanged;
    }

    private static (Clinic? Clinic, Problem? Problem) Parse(ClinicId id, ClinicRequest body)
    {
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > Clinic.LongestName || body.Name.Any(char.IsControl))
            return (null, Problems.InvalidBody("name", $"must be 1 to {Clinic.LongestName} characters on one line"));
        if (AiDisplayNames.Parse(body.AiDisplay) is not { } display)
            return (null, Problems.InvalidBody("aiDisplay", "must be first, on-demand or after-own-read"));
        return Asked.ProblemOfReason(body.Reason) is { } reasonless ? (null, reasonless) : (new Clinic(id, body.Name.Trim(), display), null);
    }
}
