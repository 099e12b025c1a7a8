using FirstRead.Cli.Demo;
using FirstRead.Cli.Results;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Bench.Faults.Readers;

/// <summary>The clinic's program that fetches what was signed, while things go wrong and afterwards.</summary>
/// <param name="folder">Names patients: outside the cloud's.</param>
internal sealed class FaultClinic(CloudProcess cloud, string folder, TimeProvider clock)
{
    private const string OtherClinic = "harbour-uploader";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    /// <summary>Until cancelled, and never in the midst of a pass.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await PassAsync(CancellationToken.None);
            await Task.Delay(Pause, clock, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>What was signed, as the portal lists it; fetched, as it lies in the folder; and what another clinic is offered.</summary>
    public async Task<ReleasedWorld> ReadAsync(CancellationToken cancel)
    {
        await PassAsync(cancel);
        using var results = new ResultsFolder(folder);
        using var client = ResultsClient.Of(UploadTarget.OfCloud(cloud.CloudFile));
        using var other = ResultsClient.Of(UploadTarget.OfCloud(cloud.CloudFile, OtherClinic));
        var listed = await ListAsync(client, cancel);
        return new ReleasedWorld(listed, [.. listed.Where(results.Has)], await ListAsync(other, cancel));
    }

    private async Task PassAsync(CancellationToken cancel)
    {
        using var client = ResultsClient.Of(UploadTarget.OfCloud(cloud.CloudFile));
        using var results = new ResultsFolder(folder);
        try
        {
            await new ResultsFetch(client, results, clock, TextWriter.Null).PassAsync(cancel);
        }
        catch (Exception away) when (away is HttpRequestException or IOException or CommandException || (away is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // The next pass begins where this one ended.
        }
    }

    private static async Task<IReadOnlyList<SignedEntry>> ListAsync(ResultsClient client, CancellationToken cancel)
    {
        var all = new List<SignedEntry>();
        for (string? since = null; ;)
        {
            var page = await client.ListAsync(since, cancel);
            all.AddRange(page.Releases);
            if (!page.More)
                return [.. all.Distinct()];
            since = page.Next;
        }
    }
}

/// <param name="Listed">Signatures that the clinic is told of.</param>
/// <param name="Fetched">Those of them whose set, or a later one, lies in its folder: whole, by its digests.</param>
/// <param name="Others">Signatures that another clinic is told of.</param>
internal sealed record ReleasedWorld(IReadOnlyList<SignedEntry> Listed, IReadOnlyList<SignedEntry> Fetched, IReadOnlyList<SignedEntry> Others);
