namespace FirstRead.Cli.Upload;

/// <summary>A clinic's side of an upload: announce, send, and learn what became of every file.</summary>
/// <param name="portal">As the clinic.</param>
/// <param name="storage">Takes the bytes; null for the network.</param>
public sealed class UploadClient(ClinicPortal portal, TimeProvider clock, HttpMessageHandler? storage = null) : IDisposable
{
    /// <summary>What a manifest may name (docs/api.md, Limits).</summary>
    private const int MostFiles = 2000;

    private const int Parallel = 4, Rounds = 3;

    /// <summary>Well within the time that an upload may stand still.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMinutes(4);

    private readonly HttpMessageInvoker bare = new(storage ?? new SocketsHttpHandler());

    private FileSender Sender => new(portal, bare, clock);

    /// <summary>Logs in at the first call.</summary>
    public static UploadClient Of(UploadTarget target) => new(new ClinicPortal(cancel => ClinicLogin.OpenAsync(target, cancel), TimeProvider.System), TimeProvider.System);

    /// <inheritdoc cref="ClinicLogin.OpenAsync"/>
    /// <param name="storage">Takes the bytes; null for the network.</param>
    public static async Task<UploadClient> LogInAsync(UploadTarget target, CancellationToken cancel, HttpMessageHandler? storage = null)
    {
        var first = await ClinicLogin.OpenAsync(target, cancel);
        HttpClient? waiting = first;
        return new(new ClinicPortal(async stop => Interlocked.Exchange(ref waiting, null) ?? await ClinicLogin.OpenAsync(target, stop), TimeProvider.System), TimeProvider.System, storage);
    }

    /// <summary>Announces all files as one upload, whatever was sent before, and sends those that are not <see cref="UploadOrder.AnnounceOnly"/>.</summary>
    /// <param name="sent">Called with the bytes of each file that arrived.</param>
    public async Task<Receipt> SendAsync(IReadOnlyList<LocalFile> files, UploadOrder order, Action<long> sent, CancellationToken cancel)
    {
        var receipt = await AnnounceAsync(files, order, resume: false, cancel);
        var slots = receipt.Files.Where(slot => !order.AnnounceOnly.Contains(files[slot.Index].Name));
        await System.Threading.Tasks.Parallel.ForEachAsync(slots, Options(cancel), async (slot, stop) => await Sender.SendAsync(slot, files[slot.Index], sent, stop));
        return receipt;
    }

    /// <summary>
    /// Sends what is not there yet, as as many uploads as it takes. All are announced before the first byte leaves and a file of
    /// each goes in turn: a study that two of them share is not taken for complete while one has sent nothing.
    /// </summary>
    public async Task<IReadOnlyList<SentFile>> SendMissingAsync(IReadOnlyList<LocalFile> files, UploadOrder order, Action<long> sent, CancellationToken cancel)
    {
        var standing = new Dictionary<string, SentFile>();
        var left = files.DistinctBy(file => file.Digest).ToList();
        for (var round = 1; left.Count > 0; round++)
        {
            var batches = new List<IReadOnlyList<SentFile>>();
            foreach (var batch in left.Chunk(MostFiles))
                batches.Add([.. (await AnnounceAsync(batch, order, resume: true, cancel)).Files.Select(slot => new SentFile(batch[slot.Index], slot))]);
            foreach (var file in batches.SelectMany(batch => batch))
                standing[file.File.Digest] = file;
            left = [.. await SendAsync(InTurns(batches), order, sent, cancel)];
            if (left.Count > 0 && round == Rounds)
                throw new HttpRequestException($"{left.Count} files were given up by the portal before they were sent: send the same again.");
        }
        return [.. files.Select(file => standing[file.Digest]).Distinct()];
    }

    /// <summary>Waits until so many files have an end state.</summary>
    public async Task<UploadProgress> WaitAsync(Receipt receipt, int settledFiles, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (true)
        {
            var state = await StateAsync(receipt.UploadId, cancel);
            if (state.Files.Count(file => file.State != "pending") >= settledFiles)
                return state;
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    public Task<UploadProgress> StateAsync(string uploadId, CancellationToken cancel) => portal.GetAsync($"/api/uploads/{uploadId}", MessagesJson.Default.UploadProgress, cancel);

    public void Dispose()
    {
        portal.Dispose();
        bare.Dispose();
    }

    private Task<Receipt> AnnounceAsync(IReadOnlyList<LocalFile> files, UploadOrder order, bool resume, CancellationToken cancel)
    {
        var manifest = new Manifest(order.Priority, order.Question, order.Prior, [.. files.Select(file => new ManifestFile(file.Bytes, file.Digest))], resume ? true : null);
        return portal.PostAsync("/api/uploads", manifest, MessagesJson.Default.Manifest, MessagesJson.Default.Receipt, cancel);
    }

    /// <returns>Files whose uploads were closed before they came: to be announced again.</returns>
    private async Task<IReadOnlyCollection<LocalFile>> SendAsync(IReadOnlyList<SentFile> files, UploadOrder order, Action<long> sent, CancellationToken cancel)
    {
        var givenUp = new System.Collections.Concurrent.ConcurrentBag<LocalFile>();
        var unsent = new System.Collections.Concurrent.ConcurrentDictionary<string, UploadSlot>(
            files.Where(file => file.Slot.IsPending && !order.AnnounceOnly.Contains(file.File.Name)).Select(file => KeyValuePair.Create(file.Slot.FileId, file.Slot)));
        foreach (var file in files.Where(file => !file.Slot.IsPending))
            sent(file.File.Bytes);
        await using var life = clock.CreateTimer(_ => _ = ShowLifeAsync([.. unsent.Values], cancel), null, SignOfLife, SignOfLife);
        await System.Threading.Tasks.Parallel.ForEachAsync(files.Where(file => unsent.ContainsKey(file.Slot.FileId)), Options(cancel), async (file, stop) =>
        {
            try
            {
                await Sender.SendAsync(file.Slot, file.File, sent, stop);
            }
            catch (UploadRefusedException refused) when (refused.Code is "upload-closed" or "file-settled")
            {
                if (refused.Code == "upload-closed")
                    givenUp.Add(file.File);
            }
            unsent.TryRemove(file.Slot.FileId, out _);
        });
        return givenUp;
    }

    /// <summary>On a slow line a file takes longer than an upload may stand still: asking for a URL says that more is to come.</summary>
    private async Task ShowLifeAsync(IReadOnlyList<UploadSlot> unsent, CancellationToken cancel)
    {
        foreach (var slot in unsent.DistinctBy(slot => slot.UploadId))
            try
            {
                await portal.PostAsync(
                    $"/api/uploads/{slot.UploadId}/urls", new FreshUrlsRequest([new FileReference(slot.FileId)]), MessagesJson.Default.FreshUrlsRequest, MessagesJson.Default.FreshUrls, cancel);
            }
            catch (Exception error) when (error is HttpRequestException or CommandException or OperationCanceledException)
            {
                // The next file that is sent meets the same trouble, and says so.
            }
    }

    private static List<SentFile> InTurns(List<IReadOnlyList<SentFile>> batches) =>
        [.. Enumerable.Range(0, batches.Max(batch => batch.Count)).SelectMany(turn => batches.Where(batch => turn < batch.Count).Select(batch => batch[turn]))];

    private static ParallelOptions Options(CancellationToken cancel) => new()
    {
        MaxDegreeOfParallelism = Parallel,
        CancellationToken = cancel,
    };
}

/// <summary>A file and where it stands at the portal.</summary>
public sealed record SentFile(LocalFile File, UploadSlot Slot);
