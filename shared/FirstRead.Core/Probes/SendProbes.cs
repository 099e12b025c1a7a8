using System.Security.Cryptography;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Probes;

/// <summary>
/// Sends the test studies that are planned, by a clinic's way: the rows of an upload and its files, then the objects, whose events the bucket
/// brings. A repeat writes the same rows and the same bytes.
/// </summary>
/// <param name="incoming">The bucket of originals.</param>
/// <param name="patience">How long the upload may stand still.</param>
public sealed class SendProbes(IProbeStore probes, IUploadStore uploads, IObjectStore objects, string incoming, TimeSpan patience, TimeProvider clock)
{
    private const string ContentType = "application/dicom";

    /// <summary>One that nobody could send for so long is overdue, and the next one tells more.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    /// <returns>How many were sent.</returns>
    public async Task<int> SendAsync(CancellationToken cancel)
    {
        var (now, sent) = (clock.GetUtcNow(), 0);
        foreach (var probe in await probes.ListAsync(cancel))
            if (probe.SentAt is null && now - probe.CreatedAt < Stale)
            {
                await SendAsync(probe, now, cancel);
                sent++;
            }
        return sent;
    }

    private async Task SendAsync(Probe probe, DateTimeOffset now, CancellationToken cancel)
    {
        var files = ProbeStudy.Of(probe);
        var upload = new Upload(probe.Upload, ClinicId.Synthetic, probe.CreatedAt, files.Count, Priority.Routine, null, Prior: false, Open: true, Settled: 0, DueAt: now + patience);
        await uploads.CreateAsync(upload, [.. files.Select((file, index) => Row(probe.Upload, file, index))], cancel);
        foreach (var (file, index) in files.Select((file, index) => (file, index)))
            await objects.PutAsync(incoming, ObjectKeys.Incoming(probe.Upload, ProbeStudy.FileOf(probe.Upload, index)), file, ContentType, cancel);
        // Null: another look was faster, with the same study.
        await probes.ReplaceAsync(probe with { SentAt = now }, cancel);
    }

    private static UploadFile Row(UploadId upload, byte[] file, int index) => new(
        upload, ProbeStudy.FileOf(upload, index), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), FileState.Pending, Code: null, Message: null, Study: null, SopInstanceUid: null, Number: index + 1);
}
