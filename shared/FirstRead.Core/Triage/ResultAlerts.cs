using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>
/// From a new result to the first call: the alert record, then its message (<see cref="SendAlert"/>). One record a result
/// version, whoever comes first; a repeat resumes from what is stored.
/// </summary>
public sealed class ResultAlerts(AlertPorts ports, SendAlert sending)
{
    /// <exception cref="AlertImpossibleException">The study or its result is missing, or nobody can be called: to be tried again.</exception>
    public async Task<Alert> HandleAsync(AlertKey key, CancellationToken cancel)
    {
        var alert = await ports.Alerts.GetAsync(key, cancel) ?? await ports.Alerts.PutAsync(await DecideAsync(key, cancel), cancel);
        await ports.Alerts.AnswerAsync(key, cancel);
        return await sending.SendAsync(alert, cancel);
    }

    private async Task<Alert> DecideAsync(AlertKey key, CancellationToken cancel)
    {
        var study = await ports.Studies.GetAsync(key.Study, cancel) ?? throw new AlertImpossibleException(key.Study, "the study is not stored");
        var result = await ports.Results.GetAsync(key.Study, key.Attempt, cancel) ?? throw new AlertImpossibleException(key.Study, $"result {key.Attempt} is not stored");
        var earlier = key.Attempt > 1 ? await ports.Alerts.ListAsync(key.Study, cancel) : [];
        return NewAlert.Of(await ports.Policy.GetAsync(cancel), study, result, earlier, ports.Clock.GetUtcNow());
    }
}
