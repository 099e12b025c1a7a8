using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Core.Tracing;

/// <summary>The end of a study's way to a phone: the look at its alert, and, once a message went out, the whole way from the first file to it.</summary>
public sealed class AlertTrace(SpanExport export, IStudyStore studies, TimeProvider clock)
{
    public DateTimeOffset Begin() => clock.GetUtcNow();

    public async Task SendAsync(Alert alert, DateTimeOffset began, CancellationToken cancel)
    {
        if (!export.IsOn)
            return;
        var spans = new List<Span>
        {
            new(alert.Study, "alert", $"{alert.Attempt} {alert.Messages}", began, clock.GetUtcNow(), ("result", alert.Attempt), ("state", AlertStateNames.Of(alert.State)), ("messages", alert.Messages), ("rule", alert.Rule)),
        };
        if (alert.SentAt is { } sent && await studies.GetAsync(alert.Study, cancel) is { } study)
            spans.Add(new Span(alert.Study, "study to phone", null, study.Times.ReceivedAt, sent, ("slices", study.InstanceCount), ("modality", study.Modality)));
        await export.SendAsync(cancel, spans);
    }
}
