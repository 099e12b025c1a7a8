namespace FirstRead.Cli.Results;

/// <summary>Brings what was signed into the clinic's folder, once or for ever.</summary>
public sealed class ResultsFetch(ResultsClient client, ResultsFolder folder, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(5), LongestBackOff = TimeSpan.FromMinutes(5);

    /// <summary>Studies that the portal refused to release: asked for once a run, for every asking is audited.</summary>
    private readonly HashSet<(string Study, int Number)> refused = [];

    /// <summary>Sets that were fetched, in this run.</summary>
    public IList<(ReleasedReport Report, string Folder)> Fetched { get; } = [];

    public bool AnyRefused => refused.Count > 0;

    /// <summary>All that is signed and not there yet. What fails is tried again by the next pass: the cursor stays before it.</summary>
    /// <exception cref="HttpRequestException">The portal could not be reached, or a document did not arrive.</exception>
    public async Task PassAsync(CancellationToken cancel)
    {
        for (var more = true; more;)
        {
            var page = await client.ListAsync(folder.Cursor, cancel);
            foreach (var signed in page.Releases)
                if (!folder.Has(signed) && !refused.Contains((signed.StudyId, signed.Number)))
                    await FetchAsync(signed, cancel);
            folder.Cursor = page.Next;
            more = page.More;
        }
    }

    /// <summary>Until it is cancelled: a pass, a rest, and longer rests while the portal cannot be reached.</summary>
    public async Task WatchAsync(TimeSpan every, CancellationToken cancel)
    {
        for (var backOff = FirstBackOff; ;)
            try
            {
                await PassAsync(cancel);
                backOff = FirstBackOff;
                await Task.Delay(every, clock, cancel);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                await output.WriteLineAsync($"waiting   {backOff.TotalSeconds:0} s: {error.Message}");
                await Task.Delay(backOff, clock, cancel);
                backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
            }
    }

    private async Task FetchAsync(SignedEntry signed, CancellationToken cancel)
    {
        try
        {
            var report = await client.ReleaseAsync(signed.StudyId, cancel);
            if (report.Files.FirstOrDefault(file => !SafeName.IsDocument(file.Name)) is { } strange)
                throw new ReleaseRefusedException($"The report of {signed.StudyId} has a document whose name is none of ours ({strange.Name.Length} characters).");
            var place = await folder.PlaceAsync(report, async partial =>
            {
                foreach (var file in report.Files)
                    await client.DownloadAsync(file, Path.Combine(partial, file.Name), cancel);
            });
            Fetched.Add((report, place));
            await output.WriteLineAsync($"fetched   {place} ({report.Files.Count} files, signature {report.Number} of {report.SignedAt:yyyy-MM-dd HH:mm} UTC"
                + $"{(report.Former is { } former ? $", in place of signature {former}" : "")}{(report.Superseded ? ", superseded: a newer result waits to be signed" : "")})");
        }
        catch (ReleaseRefusedException no)
        {
            refused.Add((signed.StudyId, signed.Number));
            await output.WriteLineAsync($"refused   {no.Message}");
        }
    }
}
