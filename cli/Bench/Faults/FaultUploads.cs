using System.Collections.Concurrent;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>Sends the planned studies as a clinic's program does, and tries again as it does; what was taken is kept by the bytes' digest.</summary>
/// <param name="portal">For what the client has no act for.</param>
internal sealed class FaultUploads(UploadClient client, ClinicPortal portal, TimeProvider clock, TextWriter progress)
{
    private const int Parallel = 4, Tries = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly string[] Priorities = ["routine", "routine", "urgent", "stat"];

    private readonly ConcurrentDictionary<string, PlannedStudy> taken = new();
    private readonly ConcurrentDictionary<string, bool> cancelled = new();
    private int done;

    /// <summary>Whose file it is, by the digest of each file that the client saw taken.</summary>
    public IReadOnlyDictionary<string, PlannedStudy> Taken => taken;

    /// <summary>Uploads that were taken back, and whether the clinic was told that they are: false where they were closed before.</summary>
    public IReadOnlyDictionary<string, bool> Cancelled => cancelled;

    /// <summary>Tries that ended in an error and were made anew.</summary>
    public int Repeats { get; private set; }

    public Task SendAsync(IReadOnlyList<PlannedStudy> studies, CancellationToken cancel) => System.Threading.Tasks.Parallel.ForEachAsync(
        studies, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel }, async (study, stop) => await SendAsync(study, studies.Count, stop));

    private async Task SendAsync(PlannedStudy study, int all, CancellationToken cancel)
    {
        await Task.WhenAll(study.Folders.Select(folder => SendAsync(study, folder, cancel)));
        var sent = Interlocked.Increment(ref done);
        if (sent % Math.Max(1, all / 10) == 0)
            await progress.WriteLineAsync($"  {sent} of {all} studies sent");
    }

    private async Task CancelAsync(IEnumerable<string> uploads, CancellationToken cancel)
    {
        foreach (var upload in uploads)
            try
            {
                await portal.PostAsync($"/api/uploads/{upload}/cancel", cancel);
                cancelled[upload] = true;
            }
            catch (UploadRefusedException refused) when (refused.Code == "upload-closed")
            {
                cancelled[upload] = false;
            }
    }

    private async Task SendAsync(PlannedStudy study, string folder, CancellationToken cancel)
    {
        var files = await LocalFile.ListAsync(new DirectoryInfo(folder), cancel);
        var order = new UploadOrder(Priorities[study.Number % Priorities.Length], null, Prior: false, study.Unsent);
        for (var tries = 1; ; tries++)
            try
            {
                if (study.Kind is StudyKind.Duplicate && tries == 1)
                    await client.SendAsync(files, order, _ => { }, cancel);
                else
                {
                    var sent = await client.SendMissingAsync(files, order, _ => { }, cancel);
                    if (study.Kind is StudyKind.Cancelled)
                        await CancelAsync(sent.Select(file => file.Slot.UploadId).Distinct(), cancel);
                }
                foreach (var file in files.Where(file => !study.Unsent.Contains(file.Name)))
                    taken[file.Digest] = study;
                return;
            }
            catch (Exception failed) when (failed is HttpRequestException or UploadRefusedException or TaskCanceledException && !cancel.IsCancellationRequested && tries < Tries)
            {
                Repeats++;
                await Task.Delay(Pause * tries, clock, cancel);
            }
    }
}
