using System.Globalization;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Functions.Api.Communications;
using FirstRead.Functions.Api.Readers;
using FirstRead.Reports.Signing;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>Signing, and adding to what is signed: the documents are written first, then the round that names them.</summary>
public sealed class SigningEndpoints(ApiPorts ports, SigningArchive archive, FreshLogin login)
{
    private const int LongestText = 10_000;
    private static readonly Problem CommunicationMissing = new(409, "communication-missing", "A critical finding is signed", "Say who was told of it, how and when, or that nobody was told yet.");

    private readonly ReviewActs acts = new(ports);
    private readonly AiGate gate = new(ports);

    public async Task<Answer> SignAsync(Call call)
    {
        if (login.Refuse(call) is { } stale)
            return stale;
        var (body, problem) = await call.ReadAsync(ApiJson.Default.SignRequest);
        if (body is null)
            return problem!;
        if (IsNoText(body.Impression))
            return Problems.InvalidBody("impression", $"must be 1 to {LongestText} characters");
        var mode = AiDisplayNames.Of(await gate.ModeOf(call.StudyId!.Value, call.Cancelled));
        CriticalResult? critical = null;
        return await acts.DoAsync(call, Act(
            call,
            AuditActs.Sign,
            reading => reading.Sign(body.Impression!.Trim(), call.Caller.Name, call.Caller.Subject, ports.Clock.GetUtcNow(), mode, critical)) with
        {
            // Without findings to speak of the report still says what the model said.
            NeedsAi = reading => reading.Result is not null,
            Check = reading =>
            {
                (critical, var fault) = CriticalOf(reading, body, call.Caller);
                return Task.FromResult(fault);
            },
        });
    }

    /// <summary>What the request says of critical findings: nobody signs one without a word on who was told.</summary>
    private (CriticalResult? Critical, Problem? Problem) CriticalOf(Reading reading, SignRequest body, Caller caller)
    {
        var marked = body.Critical ?? [];
        var findings = reading.CriticalAmong([.. marked]);
        if (marked.FirstOrDefault(id => findings.All(finding => finding.Id != id)) is { } unknown)
            return (null, Problems.InvalidBody("critical", $"names {unknown}, which is no finding that stands"));
        if (findings.Count == 0)
            return body.Communication is null ? (null, null) : (null, Problems.InvalidBody("communication", "speaks of critical findings, and there are none"));
        if (body.Communication is null)
            return body.NotYetTold == true ? (new CriticalResult(findings, null), null) : (null, CommunicationMissing);
        var (told, fault) = CommunicationRules.Parse(body.Communication, reading.Study, caller, ports.Clock.GetUtcNow(), "communication.");
        return told is null ? (null, fault) : (new CriticalResult(findings, told), null);
    }

    public async Task<Answer> AppendAsync(Call call)
    {
        if (login.Refuse(call) is { } stale)
            return stale;
        var (body, problem) = await call.ReadAsync(ApiJson.Default.AddendumRequest);
        if (body is null)
            return problem!;
        if (IsNoText(body.Text))
            return Problems.InvalidBody("text", $"must be 1 to {LongestText} characters");
        var mode = AiDisplayNames.Of(await gate.ModeOf(call.StudyId!.Value, call.Cancelled));
        return await acts.DoAsync(call, Act(
            call,
            AuditActs.AddAddendum,
            reading => reading.Append(body.Text!.Trim(), call.Caller.Name, call.Caller.Subject, ports.Clock.GetUtcNow(), mode)));
    }

    private static string WordsOf(CriticalResult? critical) => critical switch
    {
        null => "",
        { Communication: null } => ", critical, nobody told yet",
        _ => ", critical, told",
    };

    private static bool IsNoText(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > LongestText;

    private ReviewAct Act(Call call, string name, Func<Reading, ReviewOutcome> sign) => new(
        name,
        sign,
        changed => $"round {changed.Round.Number}, result {changed.Study.ResultAttempt}{WordsOf(changed.Round.Signature?.Critical)}",
        (_, round) => Answer.Json(new SignedBody(round.Signature!.SignedAt, round.Signature.SignedBy, round.Number, SignatureBody.FilesOf(round.Signature)), ApiJson.Default.SignedBody))
    {
        Prepare = (reading, round) => WriteAsync(reading, round, call.Cancelled),
    };

    private async Task<ReviewRound> WriteAsync(Reading reading, ReviewRound round, CancellationToken cancel)
    {
        var instances = await ports.Studies.ListInstancesAsync(reading.Study.Id, cancel);
        var material = await archive.ReadAsync(reading, instances, cancel);
        var measured = SignedObjects.Measured(round, material.Source);
        var documents = PseudonymousDocuments.Signed(reading with { Rounds = [.. reading.Rounds.SkipLast(1), measured] }, instances, material);
        var act = ports.Random.NextUInt128().ToString("x32", CultureInfo.InvariantCulture);
        var keys = await archive.WriteAsync(reading.Study.Id, round.Number, act, documents, cancel);
        return measured with { Signature = measured.Signature! with { Act = act, Objects = keys } };
    }
}
