using FirstRead.Core.Intake;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Uploads;

/// <summary>
/// Says of a manifest's files which need not be sent again. An answer of yes is a promise that the bytes are there or awaited,
/// so it is given by rows that are the truth and never by memory alone: what was erased since is not known.
/// </summary>
public sealed class KnownFiles(IAnnouncedFiles announced, IUploadStore uploads, IStudyStore studies)
{
    private const int Parallel = 16;

    /// <summary>By digest; what must be announced anew is left out. A pending one of them is still to be sent, where it was promised.</summary>
    public async Task<IReadOnlyDictionary<string, UploadFile>> FindAsync(Upload order, IReadOnlyCollection<string> digests, CancellationToken cancel)
    {
        var found = await announced.FindAsync(order, digests, cancel);
        var open = await OpenAsync(found.Select(file => file.Upload).Distinct(), cancel);
        var known = new System.Collections.Concurrent.ConcurrentDictionary<string, UploadFile>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel };
        await System.Threading.Tasks.Parallel.ForEachAsync(found, options, async (file, stop) =>
        {
            if (await StandsAsync(file, open, stop))
                known[file.Sha256] = file;
        });
        return known;
    }

    private async Task<bool> StandsAsync(UploadFile file, HashSet<UploadId> open, CancellationToken cancel) => file.State switch
    {
        FileState.Held => true,
        FileState.Ignored => file.Code == RefusalCodes.MediaDirectory,
        FileState.Accepted or FileState.Duplicate => file is { Study: { } study, SopInstanceUid: { } uid }
            && (await studies.GetInstanceAsync(study, uid, cancel))?.Sha256 == file.Sha256,
        // Refused, and its upload still runs: the answer would be the same. Later it may be tried again.
        _ => open.Contains(file.Upload),
    };

    private async Task<HashSet<UploadId>> OpenAsync(IEnumerable<UploadId> ids, CancellationToken cancel)
    {
        var found = await Task.WhenAll(ids.Select(id => uploads.GetAsync(id, cancel)));
        return [.. found.OfType<Upload>().Where(upload => upload is { Open: true, Cancelled: false }).Select(upload => upload.Id)];
    }
}
