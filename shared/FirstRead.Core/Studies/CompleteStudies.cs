namespace FirstRead.Core.Studies;

/// <summary>
/// Closes an upload whose every file has an end state and puts its complete studies in line. Anyone may call it at any
/// time: it decides by rows, writes by condition, and the upload stays due until all its studies are seen to, and
/// what was given up was looked for once more.
/// </summary>
public sealed class CompleteStudies(IUploadStore uploads, IStudyStore studies, IWorkQueue queue, TimeProvider clock)
{
    private const int Tries = 5;

    /// <param name="givenUp">Its deadline has passed: files that were counted and never announced will not come.</param>
    public async Task CompleteAsync(UploadId id, CancellationToken cancel, bool givenUp = false)
    {
        if (await uploads.GetAsync(id, cancel) is not { State: not UploadState.Growing } upload)
            return;
        var files = await uploads.ListFilesAsync(id, cancel);
        if (files.Any(file => file.State == FileState.Pending) || (upload.Open && !givenUp && files.Count < upload.FileCount))
            return;
        if (upload.Open)
            await uploads.CloseAsync(id, cancel);
        if (FileTally.Of(files) is var tally && tally != upload.Tally)
            await uploads.TallyAsync(upload, tally, cancel);
        var seenTo = true;
        var own = await uploads.ListStudiesAsync(id, cancel);
        var others = new HashSet<StudyId>();
        foreach (var study in own)
            seenTo &= await CompleteAsync(study, others, cancel);
        // What came now may be what an earlier upload lost, which may have marked other studies too.
        foreach (var study in others.Except(own).ToList())
            seenTo &= await CompleteAsync(study, [], cancel);
        // What was given up may have arrived all the same, and its event been lost: Ingest looks once more (IngestUnannounced).
        var mayHaveCome = upload.Looks < Upload.MostLooks && files.Any(file => file.State == FileState.Expired);
        // Never later than it is: moved on by a clock that is ahead, it would never be due for one that is behind.
        var now = clock.GetUtcNow();
        await uploads.ScheduleAsync(upload, seenTo && !mayHaveCome ? null : upload.DueAt < now ? upload.DueAt : now, cancel);
    }

    /// <param name="others">Gains studies that may lack less now.</param>
    /// <returns>False when the study must be looked at again: a task holds it, or it changes too fast.</returns>
    private async Task<bool> CompleteAsync(StudyId id, HashSet<StudyId> others, CancellationToken cancel)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            // The study first: what arrives after it was read raises its revision, and the write below is refused.
            if (await studies.GetAsync(id, cancel) is not { } study)
                return true;
            var touching = await ReadUploadsAsync(id, cancel);
            var instances = await studies.ListInstancesAsync(id, cancel);
            var now = Completeness.Of(study, instances, touching);
            if (now.Incomplete && now.Step != CompletenessStep.Wait)
                now = Completeness.Of(study, instances, touching, await ReadElsewhereAsync(id, instances, touching, cancel));
            others.UnionWith(await FindOthersAsync(instances, touching, cancel));
            var written = now.Step switch
            {
                CompletenessStep.Queue => await queue.EnqueueAsync(study.Queue(instances.Count, now.Incomplete, clock.GetUtcNow()) with { Missing = now.Missing }, cancel),
                CompletenessStep.Hold => await studies.ReplaceAsync(study.Hold(now.Waits, now.Missing), cancel),
                CompletenessStep.Mark => await studies.ReplaceAsync(study.Mark(instances.Count, now.Missing), cancel),
                _ => true,
            };
            if (written)
                return true;
        }
        return false;
    }

    /// <summary>Digests in the other studies of uploads that lost a file which nobody opened: each upload's own, for the file was of one of them.</summary>
    private async Task<IReadOnlySet<(UploadId, string)>> ReadElsewhereAsync(
        StudyId id, IReadOnlyList<Instance> instances, IReadOnlyList<(Upload Upload, IReadOnlyList<UploadFile> Files)> touching, CancellationToken cancel)
    {
        var digests = new HashSet<(UploadId, string)>();
        foreach (var (upload, files) in touching)
            if (LostFiles.Of(id, instances, files).Any(file => file.Study is null))
                foreach (var study in (await uploads.ListStudiesAsync(upload.Id, cancel)).Where(study => study != id))
                    digests.UnionWith((await studies.ListInstancesAsync(study, cancel)).Select(instance => (upload.Id, instance.Sha256)));
        return digests;
    }

    /// <summary>Studies of uploads that lost a file which nobody opened and which is here now.</summary>
    private async Task<IReadOnlyCollection<StudyId>> FindOthersAsync(
        IReadOnlyList<Instance> instances, IReadOnlyList<(Upload Upload, IReadOnlyList<UploadFile> Files)> touching, CancellationToken cancel)
    {
        var digests = instances.Select(instance => instance.Sha256).ToHashSet();
        return await StudiesOfAsync(
            touching.Where(upload => upload.Files.Any(file => LostFiles.IsLost(file) && file.Study is null && digests.Contains(file.Sha256))).Select(upload => upload.Upload.Id), cancel);
    }

    private async Task<HashSet<StudyId>> StudiesOfAsync(IEnumerable<UploadId> ids, CancellationToken cancel)
    {
        var found = new HashSet<StudyId>();
        foreach (var id in ids)
            found.UnionWith(await uploads.ListStudiesAsync(id, cancel));
        return found;
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
