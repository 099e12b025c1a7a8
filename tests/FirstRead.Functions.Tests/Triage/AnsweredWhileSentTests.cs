using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Triage;

namespace FirstRead.Functions.Tests.Triage;

/// <summary>The phone rings, and is answered, before the sender has noted that it called.</summary>
public class AnsweredWhileSentTests
{
    [Test]
    public async Task Call_AnsweredBeforeItIsNoted_AsksForNoOtherAnswer()
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync();
        var ports = triage.Ports with { Messages = new AnsweredAtOnce(triage, study) };
        var sending = new SendAlert(ports, new AlertText(new Uri("https://read.example.org")), EscalationSettings.Standard, "triage");
        await new StreamHandler(new ResultAlerts(ports, sending), TextWriter.Null).HandleAsync(new() { Records = [TriageWorld.Record(study)] });

        var (times, alert) = ((await triage.ReadAsync(study)).Times, await triage.AlertAsync(study));
        Assert.That(times.AcknowledgedAt, Is.Not.Null, "who answered has answered");
        Assert.That((alert.State, alert.Ended, alert.Messages), Is.EqualTo((AlertState.Ended, AlertEnds.Acknowledged, 1)));
        await triage.LookAfterAsync(minutes: 30);
        Assert.That(triage.Phones.Of(study), Is.EqualTo(1));
    }

    /// <summary>As the Api does it: the study's row, then the alert's.</summary>
    private sealed class AnsweredAtOnce(TriageWorld triage, Study study) : IAlertMessages
    {
        public async Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancel)
        {
            var delivery = await triage.Phones.SendAsync(message, cancel);
            await triage.Studies.ReplaceAsync(Acknowledgement.Acknowledge(await triage.ReadAsync(study), triage.Clock.GetUtcNow()), cancel);
            await triage.Alerts.ReplaceAsync((await triage.AlertAsync(study)).End(AlertEnds.Acknowledged), cancel);
            // The note is slow.
            triage.Clock.Advance(TimeSpan.FromSeconds(5));
            return delivery;
        }
    }
}
