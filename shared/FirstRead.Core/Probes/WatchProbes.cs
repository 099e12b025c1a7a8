using FirstRead.Core.Studies;

namespace FirstRead.Core.Probes;

/// <summary>
/// Each minute, by another program than the one that sends: the day's test study is planned when its hour has come, and whether it was acknowledged
/// is read from the study's own row.
/// </summary>
/// <param name="who">The program, for the audit.</param>
public sealed class WatchProbes(IProbeStore probes, IUploadStore uploads, IStudyStore studies, PlanProbe plan, ProbeSettings settings, string who, TimeProvider clock)
{
    /// <returns>
    /// Whether the way to the phone is in doubt: of the test studies that are decided, the newest is overdue. One that is acknowledged late, or the
    /// next one that is acknowledged, ends it.
    /// </returns>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        if (!settings.On)
            return false;
        var now = clock.GetUtcNow();
        var standing = await probes.ListAsync(cancel);
        if (settings.DayAt(now) is { } day && standing.All(probe => probe.Id != ProbeSettings.IdOf(day)) && await plan.PlanAsync(day, who, cancel))
            standing = await probes.ListAsync(cancel);
        foreach (var probe in standing)
            switch ((await FollowAsync(probe, cancel)).StateAt(now, settings.AnswerWithin))
            {
                case ProbeState.Acknowledged:
                    return false;
                case ProbeState.Overdue:
                    return true;
            }
        return false;
    }

    /// <summary>What has become of it since; written down, so that nobody has to look for it again.</summary>
    private async Task<Probe> FollowAsync(Probe probe, CancellationToken cancel)
    {
        if (probe is { SentAt: null } or { AcknowledgedAt: not null })
            return probe;
        var id = probe.Study ?? (await uploads.ListStudiesAsync(probe.Upload, cancel)).Select(study => (StudyId?)study).FirstOrDefault();
        if (id is null)
            return probe;
        var seen = probe with { Study = id, AcknowledgedAt = (await studies.GetAsync(id.Value, cancel))?.Times.AcknowledgedAt };
        return seen == probe ? probe : await probes.ReplaceAsync(seen, cancel) ?? seen;
    }
}
