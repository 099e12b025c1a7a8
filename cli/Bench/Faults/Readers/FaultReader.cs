using System.Collections.Concurrent;
using System.Text.Json;
using FirstRead.Core.Audit;

namespace FirstRead.Cli.Bench.Faults.Readers;

/// <summary>
/// A radiologist at work while things go wrong: a third of the studies she leaves alone, a third she acknowledges when somebody was called, a third she also
/// reads and signs. What was refused or not answered she looks up before she tries again.
/// </summary>
internal sealed class FaultReader(ReaderPortal portal, int seed, TimeProvider clock)
{
    private static readonly string[] Readable = ["analysed", "not-applicable", "failed"];
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly ConcurrentQueue<ReaderAct> acts = new();
    private int signatures;

    public IReadOnlyList<ReaderAct> Acts => [.. acts];

    /// <summary>Until cancelled, and never in the midst of an act.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await PassAsync(CancellationToken.None);
            await Task.Delay(Pause, clock, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Goes through the worklist once.</summary>
    /// <returns>How many studies wanted something of her; null where the worklist could not be had.</returns>
    public async Task<int?> PassAsync(CancellationToken cancel)
    {
        try
        {
            var wanting = 0;
            for (string? after = ""; after is not null;)
            {
                var (page, _) = await portal.GetAsync($"/api/worklist?limit=500{after}", cancel);
                foreach (var study in page.GetProperty("studies").EnumerateArray())
                    wanting += await SeeAsync(study, cancel) ? 1 : 0;
                after = page.TryGetProperty("next", out var next) ? $"&after={Uri.EscapeDataString(next.GetString()!)}" : null;
            }
            return wanting;
        }
        catch (Exception away) when (away is HttpRequestException or IOException or JsonException || (away is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<bool> SeeAsync(JsonElement listed, CancellationToken cancel)
    {
        var (study, times) = (listed.GetProperty("studyId").GetString()!, listed.GetProperty("times"));
        var fate = FateOf(study);
        var acknowledges = fate > 0 && Has(times, "alertedAt") && !Has(times, "acknowledgedAt");
        var signs = fate > 1 && Readable.Contains(listed.GetProperty("status").GetString()) && !Has(times, "signedAt");
        if (acknowledges)
        {
            var (end, _) = await portal.ActAsync(HttpMethod.Post, $"/api/studies/{study}/acknowledge", null, null, cancel);
            acts.Enqueue(new ReaderAct(clock.GetUtcNow(), study, AuditActs.Acknowledge, end));
        }
        if (signs)
            await SignAsync(study, cancel);
        return acknowledges || signs;
    }

    private async Task SignAsync(string study, CancellationToken cancel)
    {
        var (opened, revision) = await portal.GetAsync($"/api/studies/{study}", cancel);
        // Another try of hers may have been stored.
        if (Has(opened.GetProperty("study").GetProperty("times"), "signedAt"))
            return;
        var decided = opened.GetProperty("review").GetProperty("decisions").EnumerateArray().Select(decision => decision.GetProperty("findingId").GetString()).ToHashSet();
        var findings = opened.TryGetProperty("result", out var result) ? result.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()!).ToList() : [];
        foreach (var finding in findings.Where(finding => !decided.Contains(finding)))
        {
            var (end, then) = await portal.ActAsync(HttpMethod.Put, $"/api/studies/{study}/findings/{finding}", new { decision = "accept" }, revision, cancel);
            acts.Enqueue(new ReaderAct(clock.GetUtcNow(), study, AuditActs.Decide, end));
            if (end != ActEnd.Done)
                return;
            revision = then;
        }
        var impression = $"Reading {++signatures} of the run.";
        var (signed, _) = await portal.ActAsync(HttpMethod.Post, $"/api/studies/{study}/sign", new { impression, notYetTold = true }, revision, cancel);
        acts.Enqueue(new ReaderAct(clock.GetUtcNow(), study, AuditActs.Sign, signed, impression));
    }

    /// <summary>By the study alone, so that it stays what it was: 0 left alone, 1 acknowledged, 2 signed too.</summary>
    private int FateOf(string study) => (int)(study.Aggregate(unchecked((uint)seed * 2654435761), (mixed, character) => (mixed ^ character) * 16777619) % 3);

    private static bool Has(JsonElement times, string name) => times.TryGetProperty(name, out var time) && time.ValueKind != JsonValueKind.Null;
}
