using FirstRead.Core;
using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Cli.Probe;

/// <summary>Asks for a test study and says each step of it, once.</summary>
public sealed class ProbeRun(ProbeStores stores, TimeProvider clock, TextWriter output)
{
    private const string Who = "command-line";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> said = [];

    /// <returns>0 when it was acknowledged, or nobody was to wait for that; 1 when it was not.</returns>
    public async Task<int> RunAsync(TimeSpan patience, CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        var id = await new PlanProbe(stores.Probes, stores.Audit, new SystemRandomSource(), clock).AskAsync(Who, cancel);
        Say(id, $"planned: it is sent within a minute, where a test phone is set");
        while (clock.GetUtcNow() - asked < patience)
        {
            if (await LookAsync(id, cancel))
                return 0;
            await Task.Delay(Pause, clock, cancel);
        }
        if (patience == TimeSpan.Zero)
            return 0;
        await output.WriteLineAsync("nobody has acknowledged it");
        return 1;
    }

    /// <summary>Whether it has been acknowledged.</summary>
    private async Task<bool> LookAsync(string id, CancellationToken cancel)
    {
        if ((await stores.Probes.ListAsync(cancel)).FirstOrDefault(each => each.Id == id) is not { SentAt: { } sent } probe)
            return false;
        Say("sent", $"sent at {sent:u}: {probe.Upload}");
        if ((await stores.Uploads.ListStudiesAsync(probe.Upload, cancel)) is not [var study, ..] || await stores.Studies.GetAsync(study, cancel) is not { } row)
            return false;
        Say("study", $"study {study}, code {StudyCode.Of(study)}");
        Say($"status {row.Status}", StoredNames.Of(row.Status));
        if (row.Times.AlertedAt is { } alerted)
            Say("alerted", $"message sent at {alerted:u}: acknowledge it as the message says");
        if (row.Times.AcknowledgedAt is not { } acknowledged)
            return false;
        Say("acknowledged", $"acknowledged at {acknowledged:u}");
        return true;
    }

    private void Say(string step, string words)
    {
        if (said.Add(step))
            output.WriteLine(words);
    }
}
