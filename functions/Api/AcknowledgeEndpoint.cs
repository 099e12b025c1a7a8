using FirstRead.Core.Audit;
using FirstRead.Core.Triage;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>A radiologist has seen the message. Needs no revision: whatever else changed, it was seen.</summary>
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
            if (study.Times.AlertedAt is null)
                return NotAlerted;
            if (!Acknowledgement.IsDue(study))
                return Answer.NoContent;
            var now = ports.Clock.GetUtcNow();
            if (!audited)
                await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(study.Id), call.Caller.Subject, AuditActs.Acknowledge, $"result {study.ResultAttempt}", now), call.Cancelled);
            audited = true;
            if (await ports.Studies.ReplaceAsync(Acknowledgement.Acknowledge(study, now), call.Cancelled))
                return Answer.NoContent;
        }
        return Problems.TryAgain;
    }
}
