using System.Text.Json;
using FirstRead.Core.Audit;
using FirstRead.Core.Triage.Policy;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>The triage policy as a document: seen, tried on the open studies, changed.</summary>
public sealed class PolicyEndpoints(ApiPorts ports)
{
    private const int MostTried = 200;
    private const int ReadAtOnce = 8;

    public async Task<Answer> GetAsync(Call call)
    {
        var stored = await ports.Operations.Documents.ReadPolicyAsync(call.Cancelled);
        var policy = await ports.Operations.Policy.GetAsync(call.Cancelled);
        return Answer.Json(BodyOf(policy, stored.Text is not null), OperationsJson.Default.PolicyBody).With("ETag", stored.Tag);
    }

    /// <summary>What the given policy would have decided of the most urgent open studies' results, beside what the standing one decides.</summary>
    public async Task<Answer> PreviewAsync(Call call)
    {
        var (_, policy, problem) = await ReadAsync(call);
        if (policy is null)
            return problem!;
        var standing = await ports.Operations.Policy.GetAsync(call.Cancelled);
        var studies = (await ports.Studies.WorklistAsync(MostTried, call.Cancelled)).Where(study => study.ResultAttempt > 0).ToList();
        var rows = new PolicyTrial?[studies.Count];
        var now = ports.Clock.GetUtcNow();
        await Parallel.ForAsync(0, studies.Count, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = call.Cancelled }, async (index, stop) =>
        {
            if (await ports.Results.GetAsync(studies[index].Id, studies[index].ResultAttempt, stop) is { } result)
                rows[index] = PolicyTrial.Of(studies[index], result, standing.Decide(studies[index], result, now), policy.Decide(studies[index], result, now));
        });
        return Answer.Json(new PolicyTrialBody([.. rows.OfType<PolicyTrial>()]), OperationsJson.Default.PolicyTrialBody);
    }

    public async Task<Answer> PutAsync(Call call)
    {
        var (body, policy, problem) = await ReadAsync(call);
        if (policy is null)
            return problem!;
        if (Asked.ProblemOfReason(body!.Reason) is { } reasonless)
            return reasonless;
        if (call.IfMatchTag is not { } tag)
            return Problems.IfMatchRequired;
        var seen = await ports.Operations.Documents.ReadPolicyAsync(call.Cancelled);
        if (seen.Tag != tag)
            return Problems.RevisionChanged;
        await ports.AuditAsync(call, AuditSubjects.TriagePolicy, AuditActs.ChangePolicy, body.Reason!.Trim());
        if (await ports.Operations.Documents.PutPolicyAsync(policy, seen, call.Cancelled))
            return Answer.Json(BodyOf(policy, true), OperationsJson.Default.PolicyBody).With("ETag", (await ports.Operations.Documents.ReadPolicyAsync(call.Cancelled)).Tag);
        await ports.AuditAsync(call, AuditSubjects.TriagePolicy, AuditActs.NotDone(AuditActs.ChangePolicy), "another write was faster");
        return Problems.RevisionChanged;
    }

    private static async Task<(PolicyRequest? Body, TriagePolicy? Policy, Problem? Problem)> ReadAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.PolicyRequest);
        if (body is null)
            return (null, null, problem);
        try
        {
            return (body, PolicyDocument.Parse(body.Policy.ValueKind == JsonValueKind.Undefined ? "null" : body.Policy.GetRawText()), null);
        }
        catch (FormatException refused)
        {
            return (body, null, Asked.ProblemOfDocument("policy", refused.Message.Split('\n')));
        }
    }

    private static PolicyBody BodyOf(TriagePolicy policy, bool stored) => new(JsonSerializer.SerializeToElement(policy, PolicyJson.Default.TriagePolicy), stored);
}
