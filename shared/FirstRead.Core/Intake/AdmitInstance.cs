using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>
/// Reads one file once, de-identifies it on the way and registers the instance; says what became of the file. Memory does
/// not grow with the file. Everything it writes is conditional, or the same again in a repeat.
/// </summary>
public sealed class AdmitInstance(IntakePorts ports, IntakeSettings settings, Deidentifier deidentifier)
{
    private const string ContentType = "application/dicom";

    private readonly WrittenOnce written = new();

    /// <param name="held">The file as it waited for a person, when it comes again; null the first time.</param>
    /// <exception cref="IncomingObjectMissingException">The object is gone.</exception>
    public async Task<Admission> AdmitAsync(IncomingObject incoming, Upload upload, UploadFile file, HeldFile? held, CancellationToken cancel)
    {
        await using var stored = await ports.Objects.OpenAsync(incoming.Bucket, incoming.Key, incoming.VersionId, cancel)
            ?? throw new IncomingObjectMissingException(upload.Id, file.Id);
        using var source = new DigestStream(stored.Content);
        try
        {
            using var opened = deidentifier.Open(source, release: held?.PixelRelease);
            return await AdmitAsync(source, opened, upload, file, held?.Release?.Patient, cancel);
        }
        catch (InstanceRefusedException refused)
        {
            return refused.Code == RefusalCodes.NotAnInstance
                ? file.End(FileState.Ignored, RefusalCodes.MediaDirectory, "The directory of a medium (DICOMDIR)")
                : file.End(FileState.Refused, refused.Code, refused.Message);
        }
    }

    private async Task<Admission> AdmitAsync(DigestStream source, OpenedInstance opened, Upload upload, UploadFile file, PatientChoice? choice, CancellationToken cancel)
    {
        var keys = await IntakeKeys.ReadAsync(ports.Secrets, settings, cancel);
        var uids = new UidMap(keys.Uids.CurrentKey, upload.Clinic);
        var study = uids.StudyOf(opened.Identity.StudyInstanceUid);
        file = file with { Study = study, SopInstanceUid = uids.Map(opened.Identity.SopInstanceUid) };
        var (filed, standing) = await ports.Studies.GetWithInstanceAsync(study, file.SopInstanceUid, cancel);
        // Before anything else is written of it: from here on the study waits for this upload, however the file ends.
        await written.OnceAsync(upload.Id.Value, filed, () => ports.Uploads.LinkAsync(upload.Id, study, cancel));
        // Before the vault hears of the patient again. The original goes with the next sweep.
        if (filed is null && await ports.Studies.NoteReturnAsync(study, ports.Clock.GetUtcNow() + settings.Patience, cancel))
            return file.End(FileState.Refused, RefusalCodes.StudyErased, "The study was erased here");

        var patient = await new PatientDirectory(ports.Vault, keys.Lookup, ports.Random).ResolveAsync(upload.Clinic, opened.Identity, choice, cancel);
        if (patient is PatientResolution.Held conflict)
            return new Admission(file.End(FileState.Held, conflict.Code, conflict.Message), [], conflict.Patient);
        var known = ((PatientResolution.Known)patient).Pseudonym;
        if (await FiledAsync(known, study, filed, cancel) is not { } pseudonym)
            return OfAnother(file, known);
        var candidate = new Candidate(upload, file, opened, pseudonym, uids);

        try
        {
            return await EndAsync(source, candidate, (filed, standing), keys, cancel);
        }
        catch (InstanceRefusedException refused)
        {
            return file.End(FileState.Refused, refused.Code, refused.Message);
        }
    }

    private async Task<Admission> EndAsync(DigestStream source, Candidate candidate, (Study? Study, Instance? Instance) filed, IntakeKeys keys, CancellationToken cancel)
    {
        var (file, instance, standing) = (candidate.File, candidate.ToInstance(), filed.Instance);
        var stores = standing is null && candidate.Opened.Hold is null;
        var held = candidate.Opened.Hold;
        if (stores)
            held = await WriteAsync(source, candidate, instance, cancel);
        else
            ReadToEnd(source, candidate);
        if (!await ports.Studies.TouchAsync(candidate.ToStudy(arrived: stores && held is null, ports.Clock.GetUtcNow()), cancel))
            return OfAnother(file, candidate.Pseudonym);
        if (held is { } hold)
            return new Admission(file.End(FileState.Held, hold.Code, hold.Message), hold.Boxes);
        standing ??= await RegisterAsync(candidate, instance, filed.Study, keys, cancel);
        // The object's key names the file it came from, so a repeat of this very file finds itself.
        return standing.ObjectKey == instance.ObjectKey ? file.End(FileState.Accepted)
            : standing.Sha256 == instance.Sha256 ? file.End(FileState.Duplicate)
            : file.End(FileState.Held, RefusalCodes.InstanceConflict, "The study has other bytes under this SOPInstanceUID (0008,0018).");
    }

    /// <summary>A study stands under one token: a file that names a patient linked with it joins under that. Null: the study is another patient's.</summary>
    private async Task<Pseudonym?> FiledAsync(Pseudonym known, StudyId study, Study? filed, CancellationToken cancel) =>
        filed is not null && filed.Patient != known.Token ? await ports.Links.FiledAsync(known, study, filed.Patient, cancel) : known;

    private static Admission OfAnother(UploadFile file, Pseudonym known) =>
        new(file.End(FileState.Held, RefusalCodes.StudyConflict, "The study is another patient's (0010,0020)."), [], known.Token);

    /// <summary>Null when the object was stored; a hold when its pixels could not be cleared.</summary>
    private async Task<PixelHold?> WriteAsync(DigestStream source, Candidate candidate, Instance instance, CancellationToken cancel)
    {
        await using var writer = await ports.Objects.CreateAsync(settings.DeidentifiedBucket, instance.ObjectKey, ContentType, cancel);
        DeidentifiedInstance written;
        try
        {
            written = deidentifier.Write(candidate.Opened, candidate.Pseudonym, candidate.Uids, writer.Content);
        }
        catch (InstanceHeldException held)
        {
            Verify(source, candidate.File);
            return held.Hold;
        }
        Verify(source, candidate.File);
        await writer.CompleteAsync(cancel);
        // Before the row, so that every instance that counts has its report; a repeat writes the same again.
        await ports.Objects.PutAsync(settings.DeidentifiedBucket, ObjectKeys.Report(instance.ObjectKey), ReportJson.Write(written.Report), ReportJson.ContentType, cancel);
        return null;
    }

    /// <summary>The row is the truth: only now the object counts. Returns what stands under the UID.</summary>
    private async Task<Instance> RegisterAsync(Candidate candidate, Instance instance, Study? filed, IntakeKeys keys, CancellationToken cancel)
    {
        var vault = new IdentityVault(ports.Vault, new Sealer(keys.Vault, ports.Random));
        await written.OnceAsync(candidate.Pseudonym.Token.Value, filed, () => candidate.SealStudyAsync(vault, ports.Random, cancel));
        await candidate.SealInstanceAsync(vault, cancel);
        var standing = await ports.Studies.PutInstanceAsync(instance, cancel);
        if (standing.ObjectKey != instance.ObjectKey)
        {
            await ports.Objects.DeleteAsync(settings.DeidentifiedBucket, instance.ObjectKey, cancel);
            await ports.Objects.DeleteAsync(settings.DeidentifiedBucket, ObjectKeys.Report(instance.ObjectKey), cancel);
        }
        return standing;
    }

    private static void ReadToEnd(DigestStream source, Candidate candidate)
    {
        candidate.Opened.ReadToEnd();
        Verify(source, candidate.File);
    }

    /// <summary>The whole file was read and was DICOM to its end: now it must be what the manifest promised.</summary>
    private static void Verify(DigestStream source, UploadFile file)
    {
        if (source.Position != file.Bytes || source.Sha256 != file.Sha256)
            throw new InstanceRefusedException(RefusalCodes.DigestMismatch, $"The file's {source.Position} bytes are not those that the manifest promised.");
    }
}
