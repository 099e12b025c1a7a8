using FirstRead.Core.Audit;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients.Erasing;

/// <summary>
/// Carries out erasures that were confirmed, sweep after sweep, until one finds nothing and whatever could have been on its way
/// has come. A process that dies leaves its erasure due again when the lease ends; the next goes on from what stands.
/// </summary>
public sealed class ErasePatients(ErasurePorts ports, ErasureBuckets buckets)
{
    private const int Most = 20;
    private readonly EraseStudy study = new(ports, buckets);

    /// <summary>How many sweeps were made.</summary>
    /// <exception cref="AggregateException">Of <see cref="UnconfirmedErasureException"/>: a row says that it was confirmed and the audit log knows nothing of it. Nothing was touched.</exception>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        await ReopenAsync(cancel);
        var sweeps = 0;
        var forged = new List<UnconfirmedErasureException>();
        foreach (var id in await ports.Erasures.ListDueAsync(ports.Clock.GetUtcNow(), Most, cancel))
        {
            var now = ports.Clock.GetUtcNow();
            // The index lags behind the table; of several looks at once one goes on.
            if (await ports.Erasures.GetAsync(id, cancel) is not { State: ErasureState.Confirmed } erasure || erasure.DueAt > now
                || await ports.Erasures.ReplaceAsync(erasure with { DueAt = now + Erasure.Lease }, cancel) is not { } claimed)
                continue;
            try
            {
                await SweepAsync(claimed, cancel);
                sweeps++;
            }
            catch (UnconfirmedErasureException unconfirmed)
            {
                // It must not keep the others from their due.
                forged.Add(unconfirmed);
            }
        }
        return forged.Count == 0 ? sweeps : throw new AggregateException(forged);
    }

    private async Task SweepAsync(Erasure erasure, CancellationToken cancel)
    {
        await ConfirmedAsync(erasure, cancel);
        foreach (var patient in erasure.Tokens)
            erasure = await NoteAsync(erasure, new ErasureCounts(VaultItems: await ports.Vault.EraseIndexAsync(patient, cancel)), cancel);
        erasure = await FindAsync(erasure, cancel);
        var waiting = false;
        foreach (var one in erasure.Studies)
        {
            var (counts, more) = await study.EraseAsync(erasure, one, cancel);
            erasure = await NoteAsync(erasure, counts, cancel);
            waiting |= more;
        }
        foreach (var patient in erasure.Tokens)
            erasure = await NoteAsync(erasure, await EraseHeldAsync(erasure, patient, cancel) + new ErasureCounts(VaultItems: await ports.Vault.ErasePatientAsync(patient, cancel)), cancel);
        if (!waiting && ports.Clock.GetUtcNow() - erasure.FoundAt >= Erasure.Quiet)
            await FinishAsync(erasure, cancel);
        else
            await ReplaceAsync(erasure with { DueAt = ports.Clock.GetUtcNow() + Erasure.Pause }, cancel);
    }

    private async Task FinishAsync(Erasure erasure, CancellationToken cancel)
    {
        foreach (var patient in erasure.Tokens)
        {
            await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(patient), erasure.ConfirmedBy!, AuditActs.Erase, $"erasure {erasure.Id}: nothing is left", ports.Clock.GetUtcNow()), cancel);
            await ports.Rows.ForgetAsync(patient, cancel);
        }
        await ReplaceAsync(erasure.Finish(ports.Clock.GetUtcNow()), cancel);
    }

    /// <summary>Written down before anything that leads there goes. What the pipeline asked for itself takes nobody's study but its own, and the other way round.</summary>
    private async Task<Erasure> FindAsync(Erasure erasure, CancellationToken cancel)
    {
        var found = new List<StudyId>();
        foreach (var patient in erasure.Tokens)
            foreach (var one in await ports.Rows.ListStudiesAsync(patient, cancel))
                if (!erasure.Studies.Contains(one) && erasure.Clinic.IsSynthetic == one.Clinic.IsSynthetic && await ports.Rows.LookAsync(one, erasure.Tokens, cancel) == Burial.Due)
                    found.Add(one);
        return found.Count == 0 ? erasure : await ReplaceAsync(erasure.Found(found), cancel);
    }

    /// <summary>Files that were held over whose they are, and that nobody let into a study.</summary>
    private async Task<ErasureCounts> EraseHeldAsync(Erasure erasure, PatientToken patient, CancellationToken cancel)
    {
        var counts = ErasureCounts.None;
        foreach (var (upload, id) in await ports.Rows.ListHeldAsync(patient, cancel))
            if (await ports.Uploads.GetFileAsync(upload, id, cancel) is { State: FileState.Held or FileState.Refused } file)
                counts += await study.EraseFileAsync(file, cancel) + await study.EraseQuestionAsync(upload, cancel);
        return counts;
    }

    /// <summary>An upload brought a file of a study that was erased: its original must go too.</summary>
    private async Task ReopenAsync(CancellationToken cancel)
    {
        foreach (var returned in await ports.Rows.ListReturnedAsync(ports.Clock.GetUtcNow(), Most, cancel))
        {
            if (await ports.Rows.GetErasureAsync(returned, cancel) is { } id && await ports.Erasures.GetAsync(id, cancel) is { State: ErasureState.Done } done)
                await ports.Erasures.ReplaceAsync(done.Reopen(ports.Clock.GetUtcNow()), cancel);
            await ports.Rows.SettleReturnAsync(returned, cancel);
        }
    }

    /// <summary>A row can be written by whoever may write rows; the log cannot be written unseen.</summary>
    private async Task ConfirmedAsync(Erasure erasure, CancellationToken cancel)
    {
        var entries = await ports.Audit.ReadAsync(AuditSubjects.Of(erasure.Id), cancel);
        if (!entries.Any(entry => entry.Event.What == AuditActs.ConfirmErasure && entry.Event.Who == erasure.ConfirmedBy) || AuditChain.FirstBroken(entries) is not null)
            throw new UnconfirmedErasureException(erasure.Id);
    }

    private async Task<Erasure> NoteAsync(Erasure erasure, ErasureCounts counts, CancellationToken cancel) =>
        counts != ErasureCounts.None ? await ReplaceAsync(erasure.Erased(counts, ports.Clock.GetUtcNow()), cancel) : erasure;

    private async Task<Erasure> ReplaceAsync(Erasure erasure, CancellationToken cancel) => await ports.Erasures.ReplaceAsync(erasure, cancel)
        ?? throw new InvalidOperationException($"Erasure {erasure.Id} is swept by another; it goes on there.");
}

/// <summary>Nobody confirmed it, whatever its row says.</summary>
public sealed class UnconfirmedErasureException(ErasureId id) : Exception($"Erasure {id} is confirmed by its row and not by the audit log. Nothing was erased: find out who wrote the row.");
