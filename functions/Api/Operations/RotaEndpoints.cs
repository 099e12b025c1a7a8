using System.Text.Json;
using FirstRead.Core.Audit;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>The rota as a document: seen, tried, changed. Whoever changes it names what they saw.</summary>
public sealed class RotaEndpoints(ApiPorts ports)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    public async Task<Answer> GetAsync(Call call)
    {
        var stored = await ports.Operations.Documents.ReadRotaAsync(call.Cancelled);
        // Where none is stored, one phone may be on call: what holds is shown, and saving it makes it a rota.
        var rota = await ports.Rota.GetAsync(call.Cancelled);
        return Answer.Json(BodyOf(rota, stored.Text is not null), OperationsJson.Default.RotaBody).With("ETag", stored.Tag);
    }

    public async Task<Answer> PreviewAsync(Call call)
    {
        var (_, rota, problem) = await ReadAsync(call);
        return rota is null ? problem! : Answer.Json(BodyOf(rota, false), OperationsJson.Default.RotaBody);
    }

    public async Task<Answer> PutAsync(Call call)
    {
        var (body, rota, problem) = await ReadAsync(call);
        if (rota is null)
            return problem!;
        if (Asked.ProblemOfReason(body!.Reason) is { } reasonless)
            return reasonless;
        if (call.IfMatchTag is not { } tag)
            return Problems.IfMatchRequired;
        var seen = await ports.Operations.Documents.ReadRotaAsync(call.Cancelled);
        if (seen.Tag != tag)
            return Problems.RevisionChanged;
        await ports.AuditAsync(call, AuditSubjects.Rota, AuditActs.ChangeRota, body.Reason!.Trim());
        if (await ports.Operations.Documents.PutRotaAsync(rota, seen, call.Cancelled))
            return Answer.Json(BodyOf(rota, true), OperationsJson.Default.RotaBody).With("ETag", (await ports.Operations.Documents.ReadRotaAsync(call.Cancelled)).Tag);
        await ports.AuditAsync(call, AuditSubjects.Rota, AuditActs.NotDone(AuditActs.ChangeRota), "another write was faster");
        return Problems.RevisionChanged;
    }

    private static async Task<(RotaRequest? Body, Rota? Rota, Problem? Problem)> ReadAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.RotaRequest);
        if (body is null)
            return (null, null, problem);
        try
        {
            return (body, RotaDocument.Parse(body.Rota.ValueKind == JsonValueKind.Undefined ? "null" : body.Rota.GetRawText()), null);
        }
        catch (FormatException refused)
        {
            return (body, null, Asked.ProblemOfDocument("rota", refused.Message.Split('\n')));
        }
    }

    private RotaBody BodyOf(Rota rota, bool stored) => new(
        JsonSerializer.SerializeToElement(rota, RotaJson.Default.Rota),
        stored,
        [.. RotaPreview.Of(rota, ports.Clock.GetUtcNow(), Ahead).Select(RotaSpanBody.Of)]);
}
