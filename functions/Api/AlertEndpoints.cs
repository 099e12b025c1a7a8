using System.Globalization;
using FirstRead.Core.Audit;
using FirstRead.Core.Triage;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Functions.Api.Readers;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>Alerts as they stand, who is on call, and acts on an alert that is open. Each act names the alert's revision and is audited before it is done.</summary>
/// <param name="mostSnoozed">Minutes, all snoozes of an alert together.</param>
public sealed class AlertEndpoints(ApiPorts ports, int mostSnoozed)
{
    private const int LongestReason = 500;

    private readonly AiGate gate = new(ports);

    public async Task<Answer> OnCallAsync(Call call)
    {
        var now = ports.Clock.GetUtcNow();
        var rota = await ports.Rota.GetAsync(call.Cancelled);
        var order = rota.OrderAt(now);
        var others = rota.Persons.Except(order.Persons);
        return Answer.Json(new OnCallBody(now, [.. order.Persons.Select(PersonBody.Of)], [.. others.Select(PersonBody.Of)], order.Problem), AlertBodies.Default.OnCallBody);
    }

    public async Task<Answer> ListAsync(Call call)
    {
        if (await ports.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        var alerts = await ports.Alerts.ListAsync(study.Id, call.Cancelled);
        var aiShown = await gate.ShowsAsync(call, study.Id);
        return Answer.Json(new AlertsBody([.. alerts.Select(alert => AlertBody.Of(alert, aiShown))]), AlertBodies.Default.AlertsBody);
    }

    public async Task<Answer> SnoozeAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(AlertBodies.Default.SnoozeRequest);
        if (body is null)
            return problem!;
        if (!(body.Minutes >= 1 && body.Minutes <= mostSnoozed))
            return Problems.InvalidBody("minutes", $"must be 1 to {mostSnoozed}");
        return await ActAsync(
            call, AuditActs.Snooze, body.Reason, $"{body.Minutes} minutes",
            (alert, now) => Task.FromResult(AlertActs.Snooze(alert, body.Minutes.Value, mostSnoozed, now)));
    }

    public async Task<Answer> ReassignAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(AlertBodies.Default.ReassignRequest);
        if (body is null)
            return problem!;
        if (body.Person is null)
            return Problems.InvalidBody("person", "must be the id of a person of the rota");
        return await ActAsync(
            call, AuditActs.Reassign, body.Reason, $"to {body.Person}",
            async (alert, now) => AlertActs.Reassign(alert, await ports.Rota.GetAsync(call.Cancelled), body.Person, now));
    }

    private async Task<Answer> ActAsync(Call call, string act, string? reason, string what, Func<Alert, DateTimeOffset, Task<AlertOutcome>> decide)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return Problems.InvalidBody("reason", $"must be 1 to {LongestReason} characters");
        if (call.IfMatch is not { } revision)
            return Problems.IfMatchRequired;
        if (!int.TryParse(call.Route("attempt"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            || await ports.Alerts.GetAsync(new AlertKey(call.StudyId!.Value, attempt), call.Cancelled) is not { } alert)
            return Problems.NotFound;
        if (alert.Revision != revision)
            return Problems.RevisionChanged;
        var outcome = await decide(alert, ports.Clock.GetUtcNow());
        if (outcome is AlertOutcome.Refused refused)
            return ProblemOf(refused.Refusal);
        await AuditAsync(call, act, $"result {attempt}, {what}: {reason.Trim()}");
        if (await ports.Alerts.ReplaceAsync(((AlertOutcome.Changed)outcome).Alert, call.Cancelled) is { } stored)
            return Answer.Json(AlertBody.Of(stored, await gate.ShowsAsync(call, stored.Study)), AlertBodies.Default.AlertBody).With("ETag", Call.ETagOf(stored.Revision));
        await AuditAsync(call, AuditActs.NotDone(act), "another write was faster");
        return Problems.RevisionChanged;
    }

    private Task<AuditEntry> AuditAsync(Call call, string act, string why) => ports.Audit.AppendAsync(
        new AuditEvent(AuditSubjects.Of(call.StudyId!.Value), call.Caller.Subject, act, why, ports.Clock.GetUtcNow()),
        call.Cancelled);

    private static Problem ProblemOf(AlertRefusal refusal) => refusal switch
    {
        AlertRefusal.NotOpen => new Problem(409, "alert-not-open", "Nobody is being called", "The alert was answered, or asked for no message."),
        AlertRefusal.SnoozedLongEnough => new Problem(409, "snoozed-long-enough", "The alert cannot be put off any longer", "Acknowledge it, or reassign it."),
        _ => Problems.InvalidBody("person", "is no person of the rota"),
    };
}
