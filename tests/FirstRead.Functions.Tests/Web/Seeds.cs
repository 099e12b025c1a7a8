using FirstRead.Core.Analysis;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Identity;
using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Uploads;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Web;

/// <summary>Rows that tests start from.</summary>
internal static class Seeds
{
    /// <summary>A study that went through the queue and ended with this result; finding <c>f1</c> unless others are named.</summary>
    public static Task<Study> AnalysedStudyAsync(this World world, Func<Study, Study>? change = null, params string[] findings) => world.AnalysedStudyAsync(Given.Clinic, change, findings);

    /// <inheritdoc cref="AnalysedStudyAsync(World, Func{Study, Study}?, string[])"/>
    public static async Task<Study> AnalysedStudyAsync(this World world, ClinicId clinic, Func<Study, Study>? change = null, params string[] findings)
    {
        var id = world.NextStudyId(clinic);
        await world.Studies.TouchAsync(Given.Study() with { Id = id }, default);
        await world.Studies.PutInstanceAsync(Given.Instance(4, id, UploadId.From(1)), default);
        var study = await world.FinishAsync(id, Result(id, findings is [] ? ["f1"] : findings));
        var alerted = study with { Times = study.Times with { AlertedAt = Given.Now.AddMinutes(2) } };
        Assert.That(await world.Studies.ReplaceAsync(change?.Invoke(alerted) ?? alerted, default), Is.True);
        return (await world.Studies.GetAsync(id, default))!;
    }

    /// <summary>Puts the study in line, takes it and stores the result, as the pipeline does.</summary>
    public static async Task<Study> FinishAsync(this World world, StudyId id, AnalysisResult result)
    {
        var stored = (await world.Studies.GetAsync(id, default))!;
        Assert.That(await world.Queue.EnqueueAsync(stored.Queue(1, incomplete: false, Given.Now), default), Is.True);
        var claim = (await world.Queue.TakeAsync(id, "test", default))!;
        Assert.That(await world.Queue.FinishAsync(claim, result with { Study = id, Attempt = claim.Attempt }, default), Is.True);
        return (await world.Studies.GetAsync(id, default))!;
    }

    /// <summary>Somebody was called and has not answered; one phone is on call.</summary>
    public static async Task<Alert> OpenAlertAsync(this World world, Study study)
    {
        await world.Rota.PutAsync(Rota.OfOne("Dr. On Call", "+15555550100"), default);
        var now = TimeProvider.System.GetUtcNow();
        var step = new AlertStep("on-call", "Dr. On Call", MessageChannel.Sms, now, "m-1");
        return await world.Alerts.PutAsync(
            new Alert(study.Id, 1, AlertState.Sent, "high-risk", now, now, "m-1") { Risk = Risk.High, Messages = 1, Steps = [step], DueAt = now.AddMinutes(5) }, default);
    }

    public static AnalysisResult Result(StudyId id, params string[] findings)
    {
        var result = Given.Result(id, attempt: 1);
        return result with { Findings = [.. findings.Select(finding => result.Findings[0] with { Id = finding })] };
    }

    public static async Task<Upload> UploadAsync(this World world, Func<Upload, Upload>? change = null, params UploadFile[] files)
    {
        var upload = Given.Upload() with { Id = UploadId.From(UInt128.Parse($"{Random.Shared.NextInt64(1, long.MaxValue)}")) };
        upload = change?.Invoke(upload) ?? upload;
        var owned = (files is [] ? [Given.File(upload, 1)] : files).Select(file => file with { Upload = upload.Id });
        await world.Uploads.CreateAsync(upload, [.. owned], default);
        return upload;
    }

    /// <summary>A file of two full parts and a short one more than goes whole.</summary>
    public static async Task<UploadFile> LargeFileAsync(this World world, FileState state = FileState.Pending)
    {
        var file = Given.File(Given.Upload(), 1) with
        {
            Bytes = FileParts.Threshold + FileParts.PartBytes + 5,
            State = state,
        };
        return file with { Upload = (await world.UploadAsync(null, file)).Id };
    }

    /// <summary>A file that waits for a person, its original in quarantine.</summary>
    public static async Task<HeldFile> HoldAsync(this World world, string code = RefusalCodes.PixelRisk, byte[]? original = null, Upload? upload = null, uint file = 1)
    {
        upload ??= await world.UploadAsync();
        var held = Given.File(upload, file).End(FileState.Held, code, "The pixels may show who the patient is");
        await world.Uploads.SettleAsync(held, default);
        await world.Objects.PutAsync(World.Incoming, ObjectKeys.Quarantine(upload.Id, held.Id), original ?? Slices.Bytes(Slices.Slice(1)), "application/dicom", default);
        var hold = HeldFile.Of(upload, new Admission(held, [new PixelBox(1, 0, 1, 1)]), Given.Now);
        await world.Holds.AddAsync(hold, default);
        return hold;
    }

    public static Task IdentityAsync(this World world, StudyId study, string name) => world.Vault.SaveAsync(
        new PatientIdentity(PatientToken.From(77), 100, "PID-1", "NORTH", name, "19700101", "F"),
        new StudyIdentity(study, PatientToken.From(77), "1.2.3.4", "ACC-1", "20261120", "101500"),
        new InstanceIdentity(study, "2.25.1", "1.2.3.4.1", "1.2.3.4.2"),
        default);
}
