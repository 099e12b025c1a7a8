using FirstRead.Core.Audit;
using FirstRead.Core.Triage;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>
/// A radiologist has seen the message: nobody is called any more. Needs no revision: whatever else changed, it was seen. The
/// study's row is the truth; an alert record that a crash leaves open ends when it is next looked at.
/// </summary>
public sealed class AcknowledgeEndpoint(ApiPorts ports)
{
    private const int Tries = 8;
    private static readonly Problem NotAlerted = new(409, "not-alerted", "No message was sent about this study");

    public async Task<Answer> AcknowledgeAsync(Call call)
    {
        var audited = false;
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await ports.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
                return Problems.NotFound;
            var open = (await ports.Alerts.ListAsync(study.Id, call.Cancelled)).Where(alert => alert.MayHaveArrived).ToList();
            if (study.Times.AlertedAt is null && open.Count == 0)
                return NotAlerted;
            if (!Acknowledgement.IsDue(study) && open.Count == 0)
                return Answer.NoContent;
            var now = ports.Clock.GetUtcNow();
            if (!audited)
                await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(study.Id), call.Caller.Subject, AuditActs.Acknowledge, $"result {study.ResultAttempt}", now), call.Cancelled);
            audited = true;
            if (!await ports.Studies.ReplaceAsync(Acknowledgement.Acknowledge(study, NotBefore(open, now)), call.Cancelled))
                continue;
            foreach (var alert in open)
                await EndAsync(alert, call.Cancelled);
            return Answer.NoContent;
        }
        return Problems.TryAgain;
    }

    /// <summary>What was seen was there before: the sender's clock may be ahead of ours, and an acknowledgement of before its alert would be taken for another's.</summary>
    private static DateTimeOffset NotBefore(IReadOnlyList<Alert> alerts, DateTimeOffset now) => alerts.SelectMany(alert => new[] { alert.CreatedAt, alert.SentAt ?? alert.CreatedAt }).Append(now).Max();

    /// <summary>A sender may be about to note its message on the same record: it is ended behind the note, which else would ask for another answer.</summary>
    private async Task EndAsync(Alert seen, CancellationToken cancel)
    {
        Alert? alert = seen;
        for (var tries = 0; tries < Tries && alert is { IsOpen: true }; tries++)
        {
            if (await ports.Alerts.ReplaceAsync(alert.End(AlertEnds.Acknowledged), cancel) is not null)
                return;
            alert = await ports.Alerts.GetAsync(seen.Key, cancel);
        }
    }
}
