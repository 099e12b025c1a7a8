using System.Net;
using System.Net.Http.Json;

namespace FirstRead.Cli.Upload;

/// <summary>A clinic's side of an upload: log in, announce, send, and learn what became of every file.</summary>
public sealed class UploadClient : IDisposable
{
    private const int Parallel = 4, Attempts = 5;
    private readonly HttpClient http;

    /// <summary>Without the clinic's login: a presigned URL carries its own right.</summary>
    private readonly HttpMessageInvoker bare = new(new SocketsHttpHandler());

    private UploadClient(HttpClient http) => this.http = http;

    /// <inheritdoc cref="ClinicLogin.OpenAsync"/>
    public static async Task<UploadClient> LogInAsync(UploadTarget target, CancellationToken cancel) => new(await ClinicLogin.OpenAsync(target, cancel));

    /// <summary>Announces all files and sends those that are not <see cref="UploadOrder.AnnounceOnly"/>.</summary>
    /// <param name="sent">Called with the bytes of each file that arrived.</param>
    public async Task<Receipt> SendAsync(IReadOnlyList<LocalFile> files, UploadOrder order, Action<long> sent, CancellationToken cancel)
    {
        var manifest = new Manifest(order.Priority, order.Question, order.Prior,
            [.. files.Select(file => new ManifestFile(file.Bytes, Convert.ToHexStringLower(file.Sha256)))]);
        using var answer = await http.PostAsJsonAsync("/api/uploads", manifest, MessagesJson.Default.Manifest, cancel);
        await ThrowUnlessOk(answer, "The manifest was refused", cancel);
        var receipt = (await answer.Content.ReadFromJsonAsync(MessagesJson.Default.Receipt, cancel))!;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel };
        await System.Threading.Tasks.Parallel.ForEachAsync(receipt.Files, options, async (slot, stop) =>
        {
            var file = files[slot.Index];
            if (order.AnnounceOnly.Contains(file.Name))
                return;
            await PutAsync(receipt.UploadId, slot, file, stop);
            sent(file.Bytes);
        });
        return receipt;
    }

    /// <summary>Waits until so many files have an end state.</summary>
    public async Task<UploadState> WaitAsync(Receipt receipt, int settledFiles, CancellationToken cancel)
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

    public async Task<UploadState> StateAsync(string uploadId, CancellationToken cancel) =>
        (await http.GetFromJsonAsync($"/api/uploads/{uploadId}", MessagesJson.Default.UploadState, cancel))!;

    public void Dispose()
    {
        http.Dispose();
        bare.Dispose();
    }

    private async Task PutAsync(string uploadId, UploadSlot slot, LocalFile file, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (status, reason) = await TryPutAsync(slot, file, cancel);
            // 412: an earlier attempt arrived although its answer did not.
            if (status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.PreconditionFailed)
                return;
            if (attempt == Attempts || status is HttpStatusCode.BadRequest)
                throw new CommandException($"'{file.Name}' could not be sent after {attempt} attempts: {reason}");
            if (status is HttpStatusCode.Forbidden)
                slot = await FreshAsync(uploadId, slot, cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(200 * Math.Pow(2, attempt)), cancel);
        }
    }

    private async Task<(HttpStatusCode? Status, string Reason)> TryPutAsync(UploadSlot slot, LocalFile file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file.Path);
        using var request = new HttpRequestMessage(HttpMethod.Put, slot.Url) { Content = new StreamContent(stream) };
        foreach (var (name, value) in slot.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await bare.SendAsync(request, cancel);
            return (answer.StatusCode, $"HTTP {(int)answer.StatusCode}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return (null, error.Message);
        }
    }

    private async Task<UploadSlot> FreshAsync(string uploadId, UploadSlot slot, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"/api/uploads/{uploadId}/urls", new FreshUrlsRequest([new FileReference(slot.FileId)]), MessagesJson.Default.FreshUrlsRequest, cancel);
        await ThrowUnlessOk(answer, "No fresh URL was given", cancel);
        return (await answer.Content.ReadFromJsonAsync(MessagesJson.Default.FreshUrls, cancel))!.Files[0];
    }

    private static async Task ThrowUnlessOk(HttpResponseMessage answer, string what, CancellationToken cancel)
    {
        if (!answer.IsSuccessStatusCode)
            throw new CommandException($"{what} ({(int)answer.StatusCode}): {await answer.Content.ReadAsStringAsync(cancel)}");
    }
}
