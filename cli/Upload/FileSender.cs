using System.Net;
using System.Security.Cryptography;

namespace FirstRead.Cli.Upload;

/// <summary>Puts one file where its slot says, whole or in parts, and goes on where a broken connection ended.</summary>
/// <param name="storage">Without the clinic's login: a presigned URL carries its own right.</param>
public sealed class FileSender(ClinicPortal portal, HttpMessageInvoker storage, TimeProvider clock)
{
    /// <param name="sent">Called with bytes that have arrived.</param>
    /// <exception cref="UploadRefusedException">Its code is <c>upload-closed</c> where the upload has given the file up: announce it again.</exception>
    public async Task SendAsync(UploadSlot slot, LocalFile file, Action<long> sent, CancellationToken cancel)
    {
        if (slot.PartBytes is { } partBytes)
            await SendPartsAsync(slot, file, partBytes, sent, cancel);
        else
        {
            await PutAsync((slot.Url!, slot.Headers!), () => FreshAsync(slot, cancel), file, 0, file.Bytes, cancel);
            sent(file.Bytes);
        }
    }

    private async Task SendPartsAsync(UploadSlot slot, LocalFile file, long partBytes, Action<long> sent, CancellationToken cancel)
    {
        var there = (await OfferAsync(slot, [], cancel)).Present.ToDictionary(part => part.Number, part => part.Sha256);
        for (var (number, offset) = (1, 0L); offset < file.Bytes; number++, offset += partBytes)
        {
            var bytes = Math.Min(partBytes, file.Bytes - offset);
            var digest = await DigestAsync(file, offset, bytes, cancel);
            if (there.GetValueOrDefault(number) != digest)
            {
                var part = new PartDigest(number, digest);
                async Task<(string, IReadOnlyDictionary<string, string>)?> AskAsync()
                {
                    var slots = (await OfferAsync(slot, [part], cancel)).Parts;
                    return (slots[0].Url, slots[0].Headers);
                }
                await PutAsync((await AskAsync())!.Value, AskAsync, file, offset, bytes, cancel);
            }
            sent(bytes);
        }
        await portal.PostAsync($"/api/uploads/{slot.UploadId}/files/{slot.FileId}/complete", cancel);
    }

    private Task<PartOffer> OfferAsync(UploadSlot slot, IReadOnlyList<PartDigest> parts, CancellationToken cancel) => portal.PostAsync(
        $"/api/uploads/{slot.UploadId}/files/{slot.FileId}/parts", new PartsRequest(parts), MessagesJson.Default.PartsRequest, MessagesJson.Default.PartOffer, cancel);

    /// <summary>Null when the file has arrived meanwhile.</summary>
    private async Task<(string Url, IReadOnlyDictionary<string, string> Headers)?> FreshAsync(UploadSlot slot, CancellationToken cancel)
    {
        var request = new FreshUrlsRequest([new FileReference(slot.FileId)]);
        var fresh = await portal.PostAsync($"/api/uploads/{slot.UploadId}/urls", request, MessagesJson.Default.FreshUrlsRequest, MessagesJson.Default.FreshUrls, cancel);
        return fresh.Files is [{ Url: { } url, Headers: { } headers }] ? (url, headers) : null;
    }

    private async Task PutAsync(
        (string Url, IReadOnlyDictionary<string, string> Headers) place,
        Func<Task<(string Url, IReadOnlyDictionary<string, string> Headers)?>> renew,
        LocalFile file,
        long offset,
        long bytes,
        CancellationToken cancel)
    {
        for (var backOff = new BackOff(clock); ;)
        {
            var (status, reason) = await TryPutAsync(place.Url, place.Headers, file, offset, bytes, cancel);
            // 412: an earlier attempt arrived although its answer did not.
            if (status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.PreconditionFailed)
                return;
            if (status is HttpStatusCode.BadRequest)
                throw new CommandException($"'{file.Name}' was not taken: {reason}. Did it change while it was sent?");
            if (!backOff.Again)
                throw new HttpRequestException($"'{file.Name}' could not be sent: {reason}");
            await backOff.WaitAsync(cancel);
            // Expired, or of a multipart upload that has ended.
            if (status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
            {
                if (await renew() is not { } fresh)
                    return;
                place = fresh;
            }
        }
    }

    private async Task<(HttpStatusCode? Status, string Reason)> TryPutAsync(string url, IReadOnlyDictionary<string, string> headers, LocalFile file, long offset, long bytes, CancellationToken cancel)
    {
        await using var stream = new FileSlice(file.Path, offset, bytes);
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new StreamContent(stream) };
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await storage.SendAsync(request, cancel);
            return (answer.StatusCode, $"HTTP {(int)answer.StatusCode}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return (null, error.Message);
        }
    }

    private static async Task<string> DigestAsync(LocalFile file, long offset, long bytes, CancellationToken cancel)
    {
        await using var slice = new FileSlice(file.Path, offset, bytes);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(slice, cancel));
    }
}
