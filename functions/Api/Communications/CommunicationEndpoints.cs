using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Communications;

/// <summary>Signed critical findings that nobody was told of, and that somebody was told at last.</summary>
public sealed class CommunicationEndpoints(ApiPorts ports)
{
    private static readonly Problem NothingToTell = new(409, "nothing-to-tell", "Nothing waits to be told of this signature", "It has no critical finding, or somebody was told already.");

    public async Task<Answer> ListAsync(Call call)
    {
        var untold = await ports.Reviews.ListUntoldAsync(call.Cancelled);
        var bodies = new List<UntoldBody>();
        foreach (var open in untold)
            bodies.Add(UntoldBody.Of(open, await ports.Studies.GetAsync(open.Study, call.Cancelled)));
        return Answer.Json(new CommunicationsBody(bodies), CommunicationJson.Default.CommunicationsBody);
    }

    public async Task<Answer> TellAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(CommunicationJson.Default.LateCommunicationRequest);
        if (body is null)
            return problem!;
        if (await ports.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        var (told, fault) = CommunicationRules.Parse(new(body.Told, body.Means, body.At, body.ReadBack), study, call.Caller, ports.Clock.GetUtcNow(), "");
        if (told is null)
            return fault!;
        var signature = (await ports.Reviews.ListAsync(study.Id, call.Cancelled)).FirstOrDefault(round => round.Number == body.Number)?.Signature;
        if (signature?.Critical is not { Communication: null })
            return NothingToTell;
        await AuditAsync(call, AuditActs.Communicate, $"round {body.Number}, {CommunicationMeansNames.Of(told.Means)}, {(told.ReadBack ? "read back" : "not read back")}");
        if (await ports.Reviews.CommunicateAsync(study.Id, body.Number!.Value, told, call.Cancelled))
            return Answer.Json(CommunicationBody.Of(told), CommunicationJson.Default.CommunicationBody, 201);
        await AuditAsync(call, AuditActs.NotDone(AuditActs.Communicate), "somebody was told already");
        return NothingToTell;
    }

    private Task<AuditEntry> AuditAsync(Call call, string act, string why) => ports.Audit.AppendAsync(
        new AuditEvent(AuditSubjects.Of(call.StudyId!.Value), call.Caller.Subject, act, why, ports.Clock.GetUtcNow()),
        call.Cancelled);
}
