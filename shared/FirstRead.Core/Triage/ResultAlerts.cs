using FirstRead.Core.Analysis;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>What alerting reads and writes.</summary>
public sealed record AlertPorts(IStudyStore Studies, IResultStore Results, IAlertStore Alerts, IRota Rota, ITextMessages Messages);

/// <summary>
/// From a new result to the phone on call: intent, publish, sent. A crash between publish and sent repeats the message; no
/// crash loses it. One record a result version, whoever comes first; a repeat resumes from what is stored.
/// </summary>
public sealed class ResultAlerts(AlertPorts ports, AlertText text, IAuditLog audit, TimeProvider clock)
{
    private const int Tries = 8;

    /// <exception cref="AlertImpossibleException">The study or its result is missing, or nobody is on call: to be tried again.</exception>
    public async Task<Alert> HandleAsync(StudyId id, int attempt, CancellationToken cancel)
    {
        var study = await ports.Studies.GetAsync(id, cancel) ?? throw new AlertImpossibleException(id, "the study is not stored");
        var result = await ports.Results.GetAsync(id, attempt, cancel) ?? throw new AlertImpossibleException(id, $"result {attempt} is not stored");
        var alert = await ports.Alerts.PutAsync(Intent(study, result), cancel);
        if (alert.State == AlertState.Intended)
            alert = await SendAsync(study, alert, cancel);
        if (alert is { State: AlertState.Sent, SentAt: { } sentAt })
            await NoteAsync(id, sentAt, cancel);
        return alert;
    }

    private Alert Intent(Study study, AnalysisResult result)
    {
        var rule = AlertPolicy.For(study, result);
        var state = rule.Channel == AlertChannel.TextMessage ? AlertState.Intended : AlertState.Recorded;
        return new Alert(study.Id, result.Attempt, state, rule.Name, clock.GetUtcNow());
    }

    private async Task<Alert> SendAsync(Study study, Alert alert, CancellationToken cancel)
    {
        var onCall = await ports.Rota.GetAsync(cancel) ?? throw new AlertImpossibleException(study.Id, "nobody is on call; enter a phone in the rota");
        await audit.AppendAsync(new AuditEvent(AuditSubjects.Of(study.Id), "triage", AuditActs.Alert, $"{alert.Rule}, result {alert.Attempt}, to {onCall.Name}", clock.GetUtcNow()), cancel);
        var message = await ports.Messages.SendAsync(onCall.Phone, text.For(study), cancel);
        return await ports.Alerts.MarkSentAsync(alert with { State = AlertState.Sent, SentAt = clock.GetUtcNow(), MessageId = message }, cancel);
    }

    private async Task NoteAsync(StudyId id, DateTimeOffset sentAt, CancellationToken cancel)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var study = await ports.Studies.GetAsync(id, cancel) ?? throw new AlertImpossibleException(id, "the study is not stored");
            if (Acknowledgement.Ask(study, sentAt) is not { } asked || await ports.Studies.ReplaceAsync(asked, cancel))
                return;
        }
        throw new AlertImpossibleException(id, "its row changed at every try");
    }
}

/// <summary>The world is not as an alert needs it; the event stays and is tried again.</summary>
public sealed class AlertImpossibleException(StudyId study, string problem) : Exception($"No alert for study {study}: {problem}.");
