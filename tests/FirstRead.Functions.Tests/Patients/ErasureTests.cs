using FirstRead.Core.Audit;
using FirstRead.Core.Intake;
using FirstRead.Core.Patients;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Patients;

/// <summary>A patient goes, all of it and nothing else, whatever dies on the way.</summary>
public sealed class ErasureTests
{
    private const int Most = 200;
    private EraseWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await EraseWorld.CreateAsync();

    private IntakeWorld Intake => world.Intake;

    [Test]
    public async Task Erase_APatientAmongOthers_LeavesTombstonesAndTheOthersWhole()
    {
        // One upload of two patients, with a question, a refused file and one held over whose it is.
        var upload = await Intake.PromiseAsync(1, Bytes(Of("A", 1)), Bytes(Of("A", 1, number: 2)), Bytes(Of("B", 2)), "no DICOM"u8.ToArray());
        await Intake.PutAllAsync(upload);
        await Intake.PutAllAsync(await Intake.PromiseAsync(2, Bytes(Of("A", 3).Add(Tags.PatientName, "ROE^RICHARD"))));
        var (gone, stays) = (await StudyOf(upload, 0), await StudyOf(upload, 2));
        await FinishAsync(gone, stays);
        var before = (await world.ItemsAsync()).Where(item => item.Contains(stays.Id.Value, StringComparison.Ordinal) && item.Contains("STUDY#", StringComparison.Ordinal)).Order().ToList();

        var confirmed = await world.ConfirmedAsync(EraseWorld.Request(gone.Patient));
        world.TeachingGoes.Add(gone.Id);
        var done = await world.RunAsync(confirmed.Id);

        Assert.That(await Intake.Studies.GetAsync(gone.Id, default), Is.Null);
        var items = await world.ItemsAsync();
        Assert.That(items.Where(item => item.Contains(gone.Patient.Value, StringComparison.Ordinal) && !item.Contains("ERASURES", StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            items.Where(item => item.Contains($"pk=STUDY#{gone.Id}", StringComparison.Ordinal) || item.Contains($"IDENTITY#STUDY#{gone.Id}", StringComparison.Ordinal)).Select(item => item.Split("sk=")[1].Split(' ')[0]),
            Is.EquivalentTo(new[] { "META", $"UPLOAD#{upload.Upload.Id}" }));
        Assert.That(Intake.Objects.Objects.Keys.Where(key => key.Contains(gone.Id.Value, StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            Intake.Objects.Keys(IntakeWorld.Incoming),
            Is.EquivalentTo(new[] { ObjectKeys.Incoming(upload.Upload.Id, upload.Files[2].Id) }), "the other's original alone");
        Assert.That(
            (await Intake.Uploads.ListFilesAsync(upload.Upload.Id, default)).Select(file => (file.State, file.Code, file.Sha256 == new string('0', 64))),
            Is.EqualTo(new[] { (FileState.Refused, "erased", true), (FileState.Refused, "erased", true), (FileState.Accepted, null, false), (FileState.Refused, "erased", true) }));
        Assert.That(await Intake.Holds.ListAsync(10, default), Is.Empty);
        Assert.That(items.Count(item => item.Contains("question=headache", StringComparison.Ordinal) && item.Contains("pk=UPLOAD#", StringComparison.Ordinal)), Is.EqualTo(1), "of the upload that is the other's too");
        Assert.That((await world.ItemsAsync()).Where(item => item.Contains(stays.Id.Value, StringComparison.Ordinal) && item.Contains("STUDY#", StringComparison.Ordinal) && !item.Contains("ERASURES", StringComparison.Ordinal)).Order(), Is.EqualTo(before));
        Assert.That((await Intake.OpenVault().GetPatientAsync(stays.Patient, default))!.PatientId, Is.EqualTo("B"));

        Assert.That(done.Counts, Is.EqualTo(new ErasureCounts(Studies: 1, Versions: done.Counts.Versions, Files: 4, Rows: done.Counts.Rows, VaultItems: 5)));
        Assert.That(done.Counts.Versions, Is.GreaterThanOrEqualTo(9));
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(gone.Id), default)).Select(entry => (entry.Event.What, entry.Event.Who)), Is.EqualTo(new[] { ("erase", "sub-two") }));
        Assert.That(
            (await world.Audit.ReadAsync(AuditSubjects.Of(gone.Patient), default)).Select(entry => entry.Event.What),
            Is.EqualTo(new[] { "request-erasure", "confirm-erasure", "erase" }));
    }

    /// <summary>The first sweep removes; the last finds nothing and ends it.</summary>
    [TestCase(0, 20)]
    [TestCase(2, 8)]
    public async Task Erase_CrashBetweenAnyTwoWrites_EndsWithNothingLeft(int looksBefore, int fewest)
    {
        var patients = new List<PatientToken>();
        var write = 1;
        for (var died = true; died && write < Most; write++)
        {
            // One world for all: each death has a patient of its own.
            var upload = await Intake.PromiseAsync((uint)write, Bytes(Of($"A{write}", write)));
            await Intake.PutAllAsync(upload);
            var study = await StudyOf(upload, 0);
            for (var look = 0; look < looksBefore; look++)
                await BeginAsync(study);
            Intake.Fuse.ArmBeforeWrite(write);
            try
            {
                await BeginAsync(study);
                died = false;
            }
            catch (CrashException)
            {
            }
            Intake.Fuse.Disarm();

            await BeginAsync(study);
            var done = await world.RunAsync((await world.Erasures.ListAsync(default)).First(erasure => erasure.Tokens.Contains(study.Patient)).Id);

            var when = $"death before write {write}";
            Assert.That(await Intake.Studies.GetAsync(study.Id, default), Is.Null, when);
            Assert.That(Intake.Objects.Objects, Is.Empty, when);
            Assert.That(done.Studies, Is.EqualTo(new[] { study.Id }), when);
            Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(done.Id), default)).Select(entry => entry.Event.What), Does.Contain("confirm-erasure"), when);
            patients.Add(study.Patient);
        }
        Assert.That(write, Is.InRange(fewest, Most - 1));
        var items = (await world.ItemsAsync()).Where(item => !item.Contains("ERASURES", StringComparison.Ordinal)).ToList();
        Assert.That(patients.Where(patient => items.Any(item => item.Contains(patient.Value, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public async Task Erase_FileOfAnErasedStudyComesAgain_IsRefusedAndGoesToo()
    {
        var upload = await Intake.PromiseAsync(1, Bytes(Of("A", 1)));
        await Intake.PutAllAsync(upload);
        var study = await StudyOf(upload, 0);
        var confirmed = await world.ConfirmedAsync(EraseWorld.Request(study.Patient));
        await world.RunAsync(confirmed.Id);

        var again = await Intake.PromiseAsync(2, Bytes(Of("A", 1)));
        await Intake.PutAllAsync(again);

        Assert.That((await Intake.Uploads.ListFilesAsync(again.Upload.Id, default)).Single(), Has.Property("Code").EqualTo(RefusalCodes.StudyErased));
        Assert.That(Intake.Objects.Keys(IntakeWorld.Incoming).Count(), Is.EqualTo(2), "original and quarantine");
        Assert.That((await world.ItemsAsync()).Where(item => item.Contains("INDEX#", StringComparison.Ordinal)), Is.Empty, "the vault does not learn the patient again");
        Assert.That(await Intake.Studies.GetAsync(study.Id, default), Is.Null);

        Intake.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.Erasing.LookAsync(default);
        await world.RunAsync(confirmed.Id);
        Assert.That(Intake.Objects.Objects, Is.Empty);

        // Another study of the same person is a new patient's.
        var other = await Intake.PromiseAsync(3, Bytes(Of("A", 2)));
        await Intake.PutAllAsync(other);
        Assert.That((await StudyOf(other, 0)).Patient, Is.Not.EqualTo(study.Patient));
    }

    [Test]
    public async Task Erase_WhileAnUploadIsOpen_WaitsForItsEnd()
    {
        var upload = await Intake.PromiseAsync(1, Bytes(Of("A", 1)), Bytes(Of("A", 1, number: 2)));
        await Intake.PutAsync(upload, 0);
        var study = await StudyOf(upload, 0);
        var confirmed = await world.ConfirmedAsync(EraseWorld.Request(study.Patient));
        await world.Erasing.LookAsync(default);
        Intake.Clock.Advance(TimeSpan.FromHours(1));
        await world.Erasing.LookAsync(default);
        Assert.That((await world.Erasures.GetAsync(confirmed.Id, default))!.State, Is.EqualTo(ErasureState.Confirmed));

        await Intake.PutAsync(upload, 1);
        await Intake.ReconcileAsync();
        await world.RunAsync(confirmed.Id);

        Assert.That(Intake.Objects.Objects, Is.Empty);
    }

    [Test]
    public async Task Erase_ConfirmedByTheRowAlone_TouchesNothing()
    {
        var upload = await Intake.PromiseAsync(1, Bytes(Of("A", 1)));
        await Intake.PutAllAsync(upload);
        var study = await StudyOf(upload, 0);
        var asked = (await world.Requests.RequestAsync(EraseWorld.Request(study.Patient), default)).Erasure!;
        await world.Erasures.ReplaceAsync(asked.Confirm("sub-two", Given.Now), default);

        await Assert.ThatAsync(() => world.Erasing.LookAsync(default), Throws.InstanceOf<AggregateException>());

        Assert.That(await Intake.Studies.GetAsync(study.Id, default), Is.Not.Null);
        Assert.That(await Intake.OpenVault().GetPatientAsync(study.Patient, default), Is.Not.Null);
    }

    [Test]
    public async Task Request_ThatSomethingStandsAgainst_NeedsAReasonAndASecondPerson()
    {
        var upload = await Intake.PromiseAsync(1, Bytes(Of("A", 1)));
        await Intake.PutAllAsync(upload);
        var patient = (await StudyOf(upload, 0)).Patient;

        var blocked = await world.Requests.RequestAsync(EraseWorld.Request(patient, force: null), default);
        Assert.That((blocked.Problem, string.Join(' ', blocked.Blockers!)), Is.EqualTo((ErasureProblem.Blocked, "not-signed in-progress")));
        var foreign = await world.Requests.RequestAsync(EraseWorld.Request(patient) with { Clinic = ClinicId.Parse("south-clinic") }, default);
        Assert.That(foreign.Problem, Is.EqualTo(ErasureProblem.OtherClinic));

        var asked = (await world.Requests.RequestAsync(EraseWorld.Request(patient), default)).Erasure!;
        Assert.That((await world.Requests.RequestAsync(EraseWorld.Request(patient), default)).Problem, Is.EqualTo(ErasureProblem.AlreadyAsked));
        Assert.That((await world.Requests.ConfirmAsync(asked.Id, "000000x", "sub-two", default)).Problem, Is.EqualTo(ErasureProblem.WrongCode));
        Assert.That((await world.Requests.ConfirmAsync(asked.Id, asked.Id.Code, "sub-one", default)).Problem, Is.EqualTo(ErasureProblem.TooEarly));
        Intake.Clock.Advance(Erasure.AloneAfter);
        Assert.That((await world.Requests.ConfirmAsync(asked.Id, asked.Id.Code.ToLowerInvariant(), "sub-one", default)).Problem, Is.Null);
        Assert.That((await world.Requests.WithdrawAsync(asked.Id, new PatientAct("sub-two", "a mistake"), default)).Problem, Is.EqualTo(ErasureProblem.NotRequested));
    }

    [Test]
    public async Task Erase_LinkedTokens_GoTogetherOnlyWhenAsked()
    {
        await Intake.PutAllAsync(await Intake.PromiseAsync(1, Bytes(Of("A", 1))));
        var one = await Intake.StudyAsync();
        await Intake.PutAllAsync(await Intake.PromiseAsync(2, Bytes(Of("B", 2))));
        var other = (await Intake.Studies.WorklistAsync(10, default)).Single(study => study.Id != one.Id);
        await Intake.Links.LinkAsync(new PatientLink(one.Patient, other.Patient, 5, "sub-one", Given.Now), default);

        var alone = await world.ConfirmedAsync(EraseWorld.Request(one.Patient));
        Assert.That(alone.Tokens, Is.EqualTo(new[] { one.Patient }));
        await world.RunAsync(alone.Id);
        Assert.That(await Intake.Studies.GetAsync(other.Id, default), Is.Not.Null);
        Assert.That(await Intake.Links.ListAsync(other.Patient, default), Is.Empty, "no link leads to nobody");

        await Intake.PutAllAsync(await Intake.PromiseAsync(3, Bytes(Of("C", 3))));
        var third = (await Intake.Studies.WorklistAsync(10, default)).Single(study => study.Id != other.Id);
        await Intake.Links.LinkAsync(new PatientLink(third.Patient, other.Patient, 5, "sub-one", Given.Now), default);
        var both = await world.ConfirmedAsync(EraseWorld.Request(third.Patient, linked: true));
        Assert.That(both.Tokens, Is.EquivalentTo(new[] { third.Patient, other.Patient }));
        await world.RunAsync(both.Id);
        Assert.That(await Intake.Studies.WorklistAsync(10, default), Is.Empty);
    }

    private static DicomDataset Of(string patient, int study, int number = 1) => Slice(number, study).Add(Tags.PatientID, patient);

    private async Task<Study> StudyOf(Promised upload, int file) =>
        (await Intake.Studies.GetAsync((await Intake.Uploads.ListFilesAsync(upload.Upload.Id, default))[file].Study!.Value, default))!;

    /// <summary>Asked for, confirmed, and one look; as often as it is begun anew, from what stands.</summary>
    private async Task BeginAsync(Study study)
    {
        var standing = (await world.Erasures.ListAsync(default)).FirstOrDefault(erasure => erasure.Tokens.Contains(study.Patient))
            ?? (await world.Requests.RequestAsync(EraseWorld.Request(study.Patient), default)).Erasure!;
        if (standing.State == ErasureState.Requested)
            await world.Requests.ConfirmAsync(standing.Id, standing.Id.Code, "sub-two", default);
        await world.Erasing.LookAsync(default);
        Intake.Clock.Advance(Erasure.Lease);
    }

    /// <summary>Results, signatures, released copies: rows and objects of both.</summary>
    private async Task FinishAsync(params Study[] studies)
    {
        foreach (var study in studies)
        {
            var claim = (await Intake.Queue.TakeAsync(study.Id, "test", default))!;
            await Intake.Queue.FinishAsync(claim, Given.Result(study.Id, claim.Attempt), default);
            foreach (var (bucket, key) in new[]
            {
                (EraseWorld.Results, ObjectKeys.Result(study.Id, 1, "contours.json")), (EraseWorld.Results, ObjectKeys.Signed(study.Id, 1, "aa", "report.dcm")),
                (IntakeWorld.Deidentified, ObjectKeys.StudyReport(study.Id, "bb")),
            })
                await Intake.Objects.PutAsync(bucket, key, new byte[1], "", default);
        }
        await Intake.Objects.PutAsync(IntakeWorld.Incoming, ObjectKeys.Released(studies[0].Id, 1, "aa", "report.dcm"), new byte[1], "", default);
    }
}
