using FirstRead.Core.Audit;
using FirstRead.Core.Intake;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients.Erasing;

/// <summary>
/// Erases one study: first the tombstone, so that nothing can join it any more, then what it was made of, and what leads from the
/// study to its originals last. A repeat goes on from whatever stands.
/// </summary>
internal sealed class EraseStudy(ErasurePorts ports, ErasureBuckets buckets)
{
    /// <returns>What was removed, and whether anything may still come: an upload is open, or teaching copies still go.</returns>
    public async Task<(ErasureCounts Counts, bool Waiting)> EraseAsync(Erasure erasure, StudyId study, CancellationToken cancel)
    {
        switch (await ports.Rows.LookAsync(study, erasure.Tokens, cancel))
        {
            case Burial.Another:
                return (ErasureCounts.None, false);
            case Burial.Due:
                await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(study), erasure.ConfirmedBy!, AuditActs.Erase, $"erasure {erasure.Id}", ports.Clock.GetUtcNow()), cancel);
                if (!await ports.Rows.BuryAsync(study, erasure.Tokens, erasure.Id, ports.Clock.GetUtcNow(), cancel))
                    return (ErasureCounts.None, true);
                break;
        }
        var waiting = !await ports.Teaching(study, cancel);
        var counts = new ErasureCounts(
            Rows: await ports.Rows.EraseStudyAsync(study, cancel),
            Versions: await EraseObjectsAsync(study, cancel),
            VaultItems: await ports.Vault.EraseStudyAsync(study, cancel));
        foreach (var upload in await ports.Uploads.ListUploadsAsync(study, cancel))
        {
            var (more, open) = await EraseUploadAsync(erasure, upload, cancel);
            (counts, waiting) = (counts + more, waiting || open);
        }
        return (counts, waiting);
    }

    private async Task<int> EraseObjectsAsync(StudyId study, CancellationToken cancel)
    {
        var versions = 0;
        foreach (var (bucket, prefix) in new[]
        {
            (buckets.Incoming, $"{ObjectKeys.ReleasedPrefix}{study}/"),
            (buckets.Deidentified, $"{ObjectKeys.StudiesPrefix}{study}/"),
            (buckets.Deidentified, $"{ObjectKeys.ReportsPrefix}{study}/"),
            (buckets.Results, $"{ObjectKeys.ResultsPrefix}{study}/"),
        })
            versions += await ports.Objects.EraseAsync(bucket, prefix, cancel);
        return versions;
    }

    private async Task<(ErasureCounts Counts, bool Open)> EraseUploadAsync(Erasure erasure, UploadId id, CancellationToken cancel)
    {
        var upload = await ports.Uploads.GetAsync(id, cancel);
        var files = await ports.Uploads.ListFilesAsync(id, cancel);
        var open = upload is { Open: true } || files.Any(file => file.State == FileState.Pending);
        var counts = ErasureCounts.None;
        foreach (var file in files.Where(file => Goes(erasure, file)))
            counts += await EraseFileAsync(file, cancel);
        return (counts + await EraseQuestionAsync(id, cancel), open);
    }

    /// <summary>What was typed for an upload speaks of everyone in it: it goes with the last.</summary>
    public async Task<ErasureCounts> EraseQuestionAsync(UploadId upload, CancellationToken cancel) =>
        (await ports.Uploads.ListFilesAsync(upload, cancel)).All(file => file.Code == RefusalCodes.Erased)
            ? new ErasureCounts(VaultItems: await ports.Vault.EraseUploadAsync(upload, cancel), Rows: await ports.Rows.EraseQuestionAsync(upload, cancel) ? 1 : 0)
            : ErasureCounts.None;

    public async Task<ErasureCounts> EraseFileAsync(UploadFile file, CancellationToken cancel)
    {
        var versions = await ports.Objects.EraseAsync(buckets.Incoming, ObjectKeys.Incoming(file.Upload, file.Id), cancel)
            + await ports.Objects.EraseAsync(buckets.Incoming, ObjectKeys.Quarantine(file.Upload, file.Id), cancel);
        return new ErasureCounts(Versions: versions, Files: await ports.Rows.EraseFileAsync(file, cancel) ? 1 : 0);
    }

    /// <summary>A refused file that never said whose it is may be this patient's, and is of no more use to anyone.</summary>
    private static bool Goes(Erasure erasure, UploadFile file) =>
        file.Study is { } study ? erasure.Studies.Contains(study) : file.State is not FileState.Pending;
}
