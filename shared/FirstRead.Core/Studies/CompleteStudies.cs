namespace FirstRead.Core.Studies;

/// <summary>
/// Closes an upload whose every file has an end state and puts its complete studies in line. Anyone may call it at any
/// time: it decides by rows, writes by condition, and the upload stays due until all its studies are seen to.
/// </summary>
public sealed class CompleteStudies(IUploadStore uploads, IStudyStore studies, IWorkQueue queue, TimeProvider clock)
{
    private const int Tries = 5;

    public async Task CompleteAsync(UploadId id, CancellationToken cancel)
    {
        if (await uploads.GetAsync(id, cancel) is not { } upload)
            return;
        var files = await uploads.ListFilesAsync(id, cancel);
        if (files.Any(file => file.State == FileState.Pending))
            return;
        if (upload.Open)
            await uploads.CloseAsync(id, cancel);
        if (FileTally.Of(files) is var tally && tally != upload.Tally)
            await uploads.TallyAsync(upload, tally, cancel);
        var seenTo = true;
        foreach (var study in await uploads.ListStudiesAsync(id, cancel))
            seenTo &= await CompleteAsync(study, cancel);
        await uploads.ScheduleAsync(upload, seenTo ? null : clock.GetUtcNow(), cancel);
    }

    /// <summary>False when the study must be looked at again: a task holds it, or it changes too fast.</summary>
    private async Task<bool> CompleteAsync(StudyId id, CancellationToken cancel)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            // The study first: what arrives after it was read raises its revision, and the write below is refused.
            if (await studies.GetAsync(id, cancel) is not { } study)
                return true;
            var touching = await ReadUploadsAsync(id, cancel);
            var instances = await studies.ListInstancesAsync(id, cancel);
            var (step, incomplete) = Completeness.Of(study, instances, touching);
            var written = step switch
            {
                CompletenessStep.Queue => await queue.EnqueueAsync(study.Queue(instances.Count, incomplete, clock.GetUtcNow()), cancel),
                CompletenessStep.Hold => await studies.ReplaceAsync(study.Hold(), cancel),
                CompletenessStep.Mark => await studies.ReplaceAsync(study with { Incomplete = true }, cancel),
                _ => true,
            };
            if (written)
                return true;
        }
        return false;
    }

    private async Task<IReadOnlyList<(Upload Upload, IReadOnlyList<UploadFile> Files)>> ReadUploadsAsync(StudyId study, CancellationToken cancel)
    {
        var touching = new List<(Upload, IReadOnlyList<UploadFile>)>();
        foreach (var id in await uploads.ListUploadsAsync(study, cancel))
            if (await uploads.GetAsync(id, cancel) is { } upload)
                touching.Add((upload, upload.Open ? [] : await uploads.ListFilesAsync(id, cancel)));
        return touching;
    }
}
