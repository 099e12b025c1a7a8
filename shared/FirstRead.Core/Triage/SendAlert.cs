using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage;

/// <summary>
/// One look at an alert that is due: the next person is called, or it ends. Claim, audit, publish, note: a claim keeps every
/// other sender away for <see cref="EscalationSettings.Lease"/>, so a message goes twice only where a kill fell between
/// publish and note; and as the due time stands until a message is noted, no kill loses one.
/// </summary>
/// <param name="who">The program, for the audit.</param>
public sealed class SendAlert(AlertPorts ports, AlertText text, EscalationSettings settings, string who)
{
    private const int Tries = 8;

    /// <returns>The alert as it then stands.</returns>
    /// <exception cref="AlertImpossibleException">Nobody can be called, or no channel takes the message: it stays due.</exception>
    public async Task<Alert> SendAsync(Alert alert, CancellationToken cancel)
    {
        if (!alert.IsDueAt(ports.Clock.GetUtcNow()))
        {
            // A kill may have fallen between the message's note and the study's.
            if (alert is { IsOpen: true, SentAt: { } noted })
                await NoteOnStudyAsync(alert.Study, noted, cancel);
            return alert;
        }
        var study = await ports.Studies.GetAsync(alert.Study, cancel) ?? throw new AlertImpossibleException(alert.Study, "the study is not stored");
        var others = study.ResultAttempt > alert.Attempt ? await ports.Alerts.ListAsync(alert.Study, cancel) : [];
        if ((Escalation.EndOf(alert, study, others) ?? ports.EndOfTest(alert)) is { } end)
            return await ports.Alerts.ReplaceAsync(alert.End(end), cancel) ?? alert;
        alert = await CallAsync(study, alert, cancel);
        // Answered while it was being sent: the note comes behind the answer and must not ask for another.
        if (alert is { IsOpen: true, SentAt: { } sentAt })
            await NoteOnStudyAsync(alert.Study, sentAt, cancel);
        return alert;
    }

    private async Task<Alert> CallAsync(Study study, Alert alert, CancellationToken cancel)
    {
        var rota = await ports.RotaOfAsync(alert.Study, cancel);
        var order = rota.OrderAt(ports.Clock.GetUtcNow());
        var words = text.For(study, await RiskToldAsync(study, alert, cancel));
        var refused = new HashSet<(string, MessageChannel)>();
        while (Escalation.Next(alert, order.Persons, rota.Find(alert.Assigned), refused) is var (person, channel))
        {
            if (await ClaimAsync(alert, order, cancel) is not { } claimed)
                return alert;
            await AuditAsync(claimed, person, channel, cancel);
            var delivery = await ports.Messages.SendAsync(new AlertMessage(person, channel, words, StudyCode.Of(study.Id)), cancel);
            alert = await NoteAsync(claimed, person, channel, delivery, cancel);
            if (delivery is Delivery.Taken || !alert.IsDueAt(ports.Clock.GetUtcNow()))
                return alert;
            refused.Add((person.Id, channel));
        }
        var problem = order.Persons.Count == 0 ? AlertProblems.NobodyToCall : AlertProblems.EveryChannelRefused;
        await ports.Alerts.ReplaceAsync(alert with { Problem = problem }, cancel);
        throw new AlertImpossibleException(alert.Study, order.Persons.Count == 0 ? "nobody is on call; enter the rota" : "every channel of everyone on call refused the message");
    }

    /// <summary>Null where the clinic's readers are to be led by nothing: whoever is called may be the one who reads.</summary>
    private async Task<Risk?> RiskToldAsync(Study study, Alert alert, CancellationToken cancel) =>
        (await ports.Clinics.GetAsync(study.Id.Clinic, cancel))?.AiDisplay is null or AiDisplay.First ? alert.Risk ?? Risk.High : null;

    /// <summary>Null when another was faster: it sends.</summary>
    private Task<Alert?> ClaimAsync(Alert alert, CallOrder order, CancellationToken cancel) => ports.Alerts.ReplaceAsync(
        alert with { Claim = alert.Revision + 1, DueAt = ports.Clock.GetUtcNow() + EscalationSettings.Lease, Problem = order.Problem }, cancel);

    private Task<AuditEntry> AuditAsync(Alert alert, Person person, MessageChannel channel, CancellationToken cancel) => ports.Audit.AppendAsync(
        new AuditEvent(
            AuditSubjects.Of(alert.Study), who, AuditActs.Alert,
            $"{alert.Rule}, result {alert.Attempt}, message {alert.Messages + 1}, to {person.Name} by {MessageChannelNames.Of(channel)}", ports.Clock.GetUtcNow()),
        cancel);

    private async Task<Alert> NoteAsync(Alert claimed, Person person, MessageChannel channel, Delivery delivery, CancellationToken cancel)
    {
        var now = ports.Clock.GetUtcNow();
        var step = new AlertStep(person.Id, person.Name, channel, now, (delivery as Delivery.Taken)?.MessageId, (delivery as Delivery.Refused)?.Code);
        var nextAt = step.MessageId is null ? now : settings.NextAt(claimed.SentAt ?? now, claimed.Messages + 1, now);
        var (standing, claim) = (claimed, claimed.Claim!.Value);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await ports.Alerts.ReplaceAsync(standing.Note(claim, claimed.Assigned, step, nextAt), cancel) is { } stored)
                return stored;
            standing = await ports.Alerts.GetAsync(claimed.Key, cancel) ?? throw new AlertImpossibleException(claimed.Study, "its alert record is gone");
            // The write was carried out and its answer was lost: its repeat was refused.
            if (step.MessageId is not null && standing.Steps.Any(noted => noted.MessageId == step.MessageId))
                return standing;
        }
        throw new AlertImpossibleException(claimed.Study, "its alert record changed at every try");
    }

    private async Task NoteOnStudyAsync(StudyId id, DateTimeOffset sentAt, CancellationToken cancel)
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
