using FirstRead.Core.Studies;

namespace FirstRead.Core.Retention;

/// <summary>
/// Marks the originals of studies that were signed long enough ago, day by day; S3 removes what is marked. A study that is open again,
/// was signed anew since, or was erased is passed over, and so is every file that was not accepted: held, refused and
/// expired ones are never marked. A crash marks again what is marked already.
/// </summary>
/// <param name="kept">How long an original stays after the signature.</param>
public sealed class MarkOriginals(IRetentionStore retention, IStudyStore studies, IUploadStore uploads, IOriginalTags originals, TimeSpan kept, TimeProvider clock)
{
    /// <summary>Nothing was signed before: there was no pipeline.</summary>
    public static readonly DateOnly FirstDay = new(2026, 1, 1);

    /// <summary>Of one look, give or take a study: some seconds of a minute.</summary>
    private const int MostMarks = 2000;
    private const int Page = 50;
    private const int MostPages = 500;
    private const int AtOnce = 16;

    /// <summary>How many originals were marked.</summary>
    public async Task<int> MarkAsync(CancellationToken cancel)
    {
        // A day is over when its last second is old enough.
        var last = DateOnly.FromDateTime((clock.GetUtcNow() - kept).UtcDateTime);
        var place = await retention.GetPlaceAsync(cancel) ?? new RetentionPlace(FirstDay, null);
        var marked = 0;
        for (var page = 0; page < MostPages && marked < MostMarks && place.Day < last; page++)
        {
            var signed = await retention.ListSignedAsync(place.Day, place.Behind, Page, cancel);
            foreach (var study in signed)
            {
                marked += await MarkAsync(study.Id, place.Day, cancel);
                await retention.PutPlaceAsync(place = place with { Behind = Urgency.DoneKey(study) }, cancel);
                if (marked >= MostMarks)
                    return marked;
            }
            if (signed.Count < Page)
                await retention.PutPlaceAsync(place = new RetentionPlace(place.Day.AddDays(1), null), cancel);
        }
        return marked;
    }

    private async Task<int> MarkAsync(StudyId id, DateOnly day, CancellationToken cancel)
    {
        // The index may be behind: the row decides.
        if (await studies.GetAsync(id, cancel) is not { Times.SignedAt: { } signed } || DateOnly.FromDateTime(signed.UtcDateTime) != day)
            return 0;
        var marked = 0;
        foreach (var upload in await uploads.ListUploadsAsync(id, cancel))
        {
            var files = (await uploads.ListFilesAsync(upload, cancel)).Where(file => file.Study == id && file.State is FileState.Accepted or FileState.Duplicate).ToList();
            await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (file, stop) => await originals.MarkAsync(file.Upload, file.Id, stop));
            marked += files.Count;
        }
        return marked;
    }
}
