using FirstRead.Dicom;
using FirstRead.Dicom.Reading;

namespace FirstRead.Cli.Upload.Drop;

/// <summary>Sends what comes into a drop folder, and writes down what became of it.</summary>
public sealed class DropWatch(DropFolder folder, UploadClient client, UploadOrder order, TimeSpan still, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2), FirstBackOff = TimeSpan.FromSeconds(5), LongestBackOff = TimeSpan.FromMinutes(5);

    /// <summary>A file that ends in the middle may be one whose sender is slow; after so long its sender is gone.</summary>
    private static readonly TimeSpan PatienceWithHalves = TimeSpan.FromMinutes(5);

    private readonly Stillness stillness = new(still, clock);
    private readonly Dictionary<string, (SentFile Sent, DropFile File)> awaited = [];
    private readonly Dictionary<DropFile, long> halves = [];

    public bool AnyRefused { get; private set; }

    /// <summary>Until it is cancelled: a pass, a rest, and longer rests while the portal cannot be reached.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        for (var backOff = FirstBackOff; ;)
            try
            {
                await PassAsync(cancel);
                backOff = FirstBackOff;
                await Task.Delay(Every, clock, cancel);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException)
            {
                await output.WriteLineAsync($"waiting   {backOff.TotalSeconds:0} s: {error.Message}");
                await Task.Delay(backOff, clock, cancel);
                backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
            }
    }

    /// <summary>Takes what has come to rest, and asks after what was sent before. What fails is tried again by the next pass.</summary>
    public async Task PassAsync(CancellationToken cancel)
    {
        var sent = awaited.Values.Select(file => file.File).ToHashSet();
        var rested = stillness.At([.. folder.Look().Where(file => !sent.Contains(file))]).Where(IsWhole);
        foreach (var group in rested.GroupBy(file => file.Group).ToList())
            await SendAsync([.. group], cancel);
        await AskAsync(cancel);
    }

    private async Task SendAsync(IReadOnlyList<DropFile> files, CancellationToken cancel)
    {
        var read = await LocalFile.ReadAsync(files.Select(file => file.FullName), cancel);
        // What changed between the look and the reading rests no longer.
        var pairs = files.Zip(read).Where(pair => pair.First.Bytes == pair.Second.Bytes).ToList();
        if (pairs.Count == 0)
            return;
        var standing = (await client.SendMissingAsync([.. pairs.Select(pair => pair.Second)], order, _ => { }, cancel)).ToDictionary(file => file.File.Digest);
        foreach (var (file, local) in pairs)
            awaited[file.Path] = (standing[local.Digest], file);
        await output.WriteLineAsync($"sent      {pairs.Count} files{(files[0].Group.Length > 0 ? $" of {files[0].Group}" : "")}, upload {standing.Values.First().Slot.UploadId}");
    }

    private async Task AskAsync(CancellationToken cancel)
    {
        foreach (var upload in awaited.GroupBy(file => file.Value.Sent.Slot.UploadId).ToList())
        {
            var states = (await client.StateAsync(upload.Key, cancel)).Files.ToDictionary(file => file.FileId);
            foreach (var (path, (sent, file)) in upload)
            {
                var status = states.GetValueOrDefault(sent.Slot.FileId);
                if (status?.State == "pending")
                    continue;
                awaited.Remove(path);
                await SettleAsync(file, status);
            }
        }
    }

    private async Task SettleAsync(DropFile file, FileStatus? status)
    {
        // What the portal gave up is sent again.
        if (status is null or { State: "expired" })
            return;
        folder.Remember(file, status.State);
        AnyRefused |= status.State is "refused";
        await output.WriteLineAsync($"{status.State,-9} {file.Path}{(status.Code is null ? "" : $": file {status.Number}, {status.Code}: {status.Message}")}");
    }

    /// <summary>A file that begins as DICOM and ends too early waits; anything else is whole, and the portal says what it makes of it.</summary>
    private bool IsWhole(DropFile file)
    {
        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new DicomReader(stream);
            while (reader.Read())
                reader.Skip();
            halves.Remove(file);
            return true;
        }
        catch (DicomException cut) when (cut.Code == DicomErrorCodes.Truncated)
        {
            if (halves.TryAdd(file, clock.GetTimestamp()))
                output.WriteLine($"half      {file.Path}: ends in the middle; waiting for the rest");
            return clock.GetElapsedTime(halves[file]) >= PatienceWithHalves;
        }
        catch (DicomException)
        {
            return true;
        }
    }
}
