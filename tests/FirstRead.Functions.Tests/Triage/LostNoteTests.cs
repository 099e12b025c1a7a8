using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Triage;

namespace FirstRead.Functions.Tests.Triage;

/// <summary>The note that a message was sent is stored, its answer is lost, and the client's own repeat is refused.</summary>
public class LostNoteTests
{
    [Test]
    public async Task Note_StoredWithoutAnAnswer_IsNotNotedTwice()
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync();
        // First the claim, then the note.
        var store = new UnansweringAlerts(triage.Alerts, unanswered: 2);
        var ports = triage.Ports with { Alerts = store };
        var sending = new SendAlert(ports, new AlertText(new Uri("https://read.example.org")), EscalationSettings.Standard, "triage");
        await new StreamHandler(new ResultAlerts(ports, sending), TextWriter.Null).HandleAsync(new() { Records = [TriageWorld.Record(study)] });

        var alert = await triage.AlertAsync(study);
        Assert.That(store.Replaced, Is.EqualTo(2));
        Assert.That((triage.Phones.Of(study), alert.Messages, alert.Steps.Count, alert.State), Is.EqualTo((1, 1, 1, AlertState.Sent)));
    }

    private sealed class UnansweringAlerts(IAlertStore inner, int unanswered) : IAlertStore
    {
        public int Replaced { get; private set; }

        public async Task<Alert?> ReplaceAsync(Alert alert, CancellationToken cancel)
        {
            var stored = await inner.ReplaceAsync(alert, cancel);
            return ++Replaced == unanswered ? null : stored;
        }

        public Task<Alert> PutAsync(Alert alert, CancellationToken cancel) => inner.PutAsync(alert, cancel);

        public Task<Alert?> GetAsync(AlertKey key, CancellationToken cancel) => inner.GetAsync(key, cancel);

        public Task<IReadOnlyList<Alert>> ListAsync(StudyId study, CancellationToken cancel) => inner.ListAsync(study, cancel);

        public Task<IReadOnlyList<AlertKey>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel) => inner.ListDueAsync(now, limit, cancel);

        public Task<IReadOnlyList<AlertKey>> ListUnansweredAsync(DateTimeOffset now, int limit, CancellationToken cancel) => inner.ListUnansweredAsync(now, limit, cancel);

        public Task AnswerAsync(AlertKey key, CancellationToken cancel) => inner.AnswerAsync(key, cancel);
    }
}
