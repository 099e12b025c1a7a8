using System.Text.Json;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Learning;

/// <summary>What the function stands on.</summary>
public sealed record TeachingPorts(ITeachingStore Cases, IStudyStore Studies, IResultStore Results, IReviewStore Reviews, IObjectStore Objects, TimeProvider Clock);

/// <param name="Deidentified">Holds studies and copies.</param>
/// <param name="Results">Holds outlines and answers.</param>
public sealed record TeachingBuckets(string Deidentified, string Results);

/// <summary>
/// Takes the steps that are due: makes copies, removes what was withdrawn. Each case is claimed first, so that one at a time works
/// on it; a crash anywhere leaves the claim to run out, and the next look does the whole step again, over the same objects.
/// </summary>
public sealed class PrepareCases(TeachingPorts ports, TeachingBuckets buckets, TeachingCopy copy, EventLog log)
{
    private const int MostAtOnce = 20;

    /// <summary>How many cases were worked on.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var worked = 0;
        var failures = new List<Exception>();
        foreach (var id in await ports.Cases.ListDueAsync(ports.Clock.GetUtcNow(), MostAtOnce, cancel))
            try
            {
                worked += await StepAsync(id, cancel) ? 1 : 0;
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The others go on; this one is due again when its claim has run out.
                failures.Add(problem);
            }
        return failures.Count == 0 ? worked : throw new AggregateException(failures);
    }

    private async Task<bool> StepAsync(CaseId id, CancellationToken cancel)
    {
        var now = ports.Clock.GetUtcNow();
        if (await ports.Cases.GetAsync(id, cancel) is not { DueAt: { } due } standing || due > now || await ports.Cases.ReplaceAsync(standing.Claim(now), cancel) is not { } claimed)
            return false;
        var ended = claimed.State == CaseState.Withdrawing ? await RemoveAsync(claimed, cancel) : await PrepareAsync(claimed, cancel);
        log.Write("teaching-case", ("case", id), ("state", CaseNames.Of(ended.State)), ("reason", ended.Reason), ("pictures", ended.Pictures));
        return true;
    }

    private async Task<TeachingCase> PrepareAsync(TeachingCase claimed, CancellationToken cancel)
    {
        var (contents, barred) = claimed.Tries > TeachingCase.MostTries ? (null, BarReasons.CopyFailed) : await CopyAsync(claimed, cancel);
        if (barred is not null)
            await DeleteAsync(claimed.Id, cancel);
        if (await ports.Cases.ReplaceAsync(barred is null ? claimed.Finish(contents!.Pictures.Count) : claimed.Bar(barred), cancel) is { } stored)
            return stored;
        // It was withdrawn meanwhile: what is here is all that there is to remove.
        return await ports.Cases.GetAsync(claimed.Id, cancel) is { State: CaseState.Withdrawing } withdrawn ? await RemoveAsync(withdrawn, cancel) : claimed;
    }

    private async Task<(CaseContents? Contents, string? Barred)> CopyAsync(TeachingCase claimed, CancellationToken cancel)
    {
        if (await ReadingOf(claimed, cancel) is not { } reading)
            return (null, BarReasons.ReadingChanged);
        var instances = await ports.Studies.ListInstancesAsync(claimed.Study, cancel);
        var names = new CopyPseudonyms(claimed.Seed!, claimed.Study.Clinic);
        string[] planned = [.. instances.Where(TeachingRelease.IsPicture).Select(instance => TeachingCopy.KeyOf(claimed, names, instance)).Order(StringComparer.Ordinal)];
        // First of all what may come to be: whoever removes the case finds every object of it.
        await PutContentsAsync(claimed.Id, new CaseContents(planned, []), cancel);
        var (pictures, barred) = await copy.CopyAsync(claimed, instances, cancel);
        if (barred is not null)
            return (null, barred);
        if (TeachingTruth.Answers(reading, await ContoursOf(reading, cancel), uid => pictures.GetValueOrDefault(uid)?.SopInstanceUid) is not { } answers)
            return (null, BarReasons.TruthNotInCopy);
        await ports.Objects.PutAsync(buckets.Results, ObjectKeys.TeachingAnswers(claimed.Id), TeachingJson.Write(answers), TeachingJson.ContentType, cancel);
        var contents = new CaseContents(planned, [.. pictures.Values.OrderBy(picture => picture.SopInstanceUid, StringComparer.Ordinal)]);
        await PutContentsAsync(claimed.Id, contents, cancel);
        return (contents, null);
    }

    /// <summary>Null when what was released is no longer what stands.</summary>
    private async Task<Reading?> ReadingOf(TeachingCase claimed, CancellationToken cancel)
    {
        if (await ports.Studies.GetAsync(claimed.Study, cancel) is not { } study)
            return null;
        var result = study.ResultAttempt > 0 ? await ports.Results.GetAsync(study.Id, study.ResultAttempt, cancel) : null;
        var reading = new Reading(study, result, await ports.Reviews.ListAsync(study.Id, cancel));
        var same = reading.Signed && TeachingRelease.LastSigned(reading)?.Number == claimed.Round && TeachingRelease.Standing(reading).Any() == (claimed.Kind == CaseKind.Positive);
        return same ? reading : null;
    }

    private async Task<ContourDocument?> ContoursOf(Reading reading, CancellationToken cancel)
    {
        if (reading.Result?.Objects.Contours is not { } key || await ReadAsync(buckets.Results, key, cancel) is not { } file)
            return null;
        try
        {
            return ContourJson.Read(file);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<TeachingCase> RemoveAsync(TeachingCase withdrawn, CancellationToken cancel)
    {
        await DeleteAsync(withdrawn.Id, cancel);
        return await ports.Cases.ReplaceAsync(withdrawn.Remove(), cancel) ?? withdrawn;
    }

    /// <summary>The list of what there is goes last.</summary>
    private async Task DeleteAsync(CaseId id, CancellationToken cancel)
    {
        if (await ReadAsync(buckets.Deidentified, ObjectKeys.TeachingContents(id), cancel) is { } contents)
            foreach (var key in TeachingJson.Contents(contents).Planned)
                await ports.Objects.DeleteAsync(buckets.Deidentified, key, cancel);
        await ports.Objects.DeleteAsync(buckets.Results, ObjectKeys.TeachingAnswers(id), cancel);
        await ports.Objects.DeleteAsync(buckets.Deidentified, ObjectKeys.TeachingContents(id), cancel);
    }

    private Task PutContentsAsync(CaseId id, CaseContents contents, CancellationToken cancel) =>
        ports.Objects.PutAsync(buckets.Deidentified, ObjectKeys.TeachingContents(id), TeachingJson.Write(contents), TeachingJson.ContentType, cancel);

    private async Task<byte[]?> ReadAsync(string bucket, string key, CancellationToken cancel)
    {
        await using var stored = await ports.Objects.OpenAsync(bucket, key, null, cancel);
        if (stored is null)
            return null;
        using var bytes = new MemoryStream();
        await stored.Content.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
