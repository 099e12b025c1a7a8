using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core;
using FirstRead.Core.Audit;
using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Patients;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Patients;

/// <summary>Two tokens that are one person, and one token that was two: over real intake and a real vault.</summary>
public sealed class PatientTests
{
    private static readonly PatientAct Act = new("sub-operator", "the clinic confirmed it");
    private IntakeWorld world = null!;
    private DynamoAuditLog audit = null!;
    private PatientPorts ports = null!;

    [SetUp]
    public async Task CreateWorld()
    {
        world = await IntakeWorld.CreateAsync();
        var (client, table) = await DynamoDbLocal.CreateAuditTableAsync();
        audit = new DynamoAuditLog(client, table);
        ports = new PatientPorts(world.Links, world.Splits, world.Patients, audit, new SystemRandomSource(), world.Clock);
    }

    [Test]
    public async Task Link_TwoTokens_EachIsLedToAllStudiesInItsOwnCalendar()
    {
        var (one, other) = await TwoPatientsAsync();
        Assert.That(await world.Patients.ListAsync(one.Patient, default), Has.Count.EqualTo(1));

        Assert.That(await LinkAsync(one.Patient, other.Patient), Is.EqualTo(PatientOutcome.Done));

        var (forward, back) = (await world.Patients.ListAsync(one.Patient, default), await world.Patients.ListAsync(other.Patient, default));
        Assert.That(forward.Select(each => each.Study.Id), Is.EquivalentTo(new[] { one.Id, other.Id }));
        var days = forward.Single(each => each.Study.Id == other.Id).CalendarDays;
        Assert.That(days, Is.EqualTo(await ShiftAsync(other.Patient) - await ShiftAsync(one.Patient)));
        Assert.That(back.Single(each => each.Study.Id == one.Id).CalendarDays, Is.EqualTo(-days));
        Assert.That(back.Single(each => each.Study.Id == other.Id).CalendarDays, Is.Zero);
        foreach (var token in new[] { one.Patient, other.Patient })
            Assert.That((await audit.ReadAsync(AuditSubjects.Of(token), default)).Select(entry => (entry.Event.What, entry.Event.Who)), Is.EqualTo(new[] { ("link-patients", "sub-operator") }));
        Assert.That(await LinkAsync(other.Patient, one.Patient), Is.EqualTo(PatientOutcome.AlreadySo));
        Assert.That(await LinkAsync(one.Patient, PatientToken.From(5)), Is.EqualTo(PatientOutcome.Unknown));
    }

    [Test]
    public async Task Link_OverAThird_LeadsAllTheWayAndTakenBackLeavesTheRest()
    {
        var (one, other) = await TwoPatientsAsync();
        await world.PutAllAsync(await world.PromiseAsync(3, Bytes(Of("third", 3))));
        var third = (await world.Studies.WorklistAsync(10, default)).Single(study => study.Id != one.Id && study.Id != other.Id);
        await LinkAsync(one.Patient, other.Patient);
        await LinkAsync(other.Patient, third.Patient);

        var days = (await world.Patients.ListAsync(one.Patient, default)).Single(each => each.Study.Id == third.Id).CalendarDays;
        Assert.That(days, Is.EqualTo(await ShiftAsync(third.Patient) - await ShiftAsync(one.Patient)));

        Assert.That(await new LinkPatients(ports).UnlinkAsync(other.Patient, one.Patient, Act, default), Is.EqualTo(PatientOutcome.Done));
        Assert.That(await world.Patients.ListAsync(one.Patient, default), Has.Count.EqualTo(1));
        Assert.That(await world.Patients.ListAsync(third.Patient, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task StudyConflict_OfLinkedPatients_JoinsItsStudyWhenReleased()
    {
        var (one, other) = await TwoPatientsAsync();
        var upload = await world.PromiseAsync(3, Bytes(Of("another", 1, number: 2)));
        await world.PutAllAsync(upload);
        var held = (await world.Holds.ListAsync(10, default)).Single();
        Assert.That((held.Code, held.Patient), Is.EqualTo((RefusalCodes.StudyConflict, (PatientToken?)other.Patient)));

        await ReleaseAsync(upload);
        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Held }), "nobody has said that they are one");

        await LinkAsync(one.Patient, other.Patient);
        await ReleaseAsync(upload);
        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted }));
        Assert.That((await world.Studies.GetAsync(one.Id, default))!.InstanceCount, Is.EqualTo(2));
        // Written as the study's other slices are: one token, one calendar.
        var written = world.Objects.Objects.Where(pair => pair.Key.Contains($"{IntakeWorld.Deidentified}/studies/{one.Id}/", StringComparison.Ordinal) && pair.Key.EndsWith(".dcm", StringComparison.Ordinal))
            .Select(pair => DicomDataset.Read(new MemoryStream(pair.Value))).Select(file => (file.GetString(Tags.PatientID), file.GetString(Tags.StudyDate))).ToList();
        Assert.That(written, Has.Count.EqualTo(2));
        Assert.That(written.Distinct().Single().Item1, Is.EqualTo(one.Patient.Value));

        // What comes after needs nobody.
        var late = await world.PromiseAsync(4, Bytes(Of("another", 1, number: 3)));
        await world.PutAllAsync(late);
        Assert.That(await world.StatesAsync(late), Is.EqualTo(new[] { FileState.Accepted }));
    }

    [Test]
    public async Task Split_SignedStudy_GetsATokenOfItsOwnAndTheWayBackForBothAndIsReadAgain()
    {
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));
        var stays = await world.StudyAsync();
        await world.PutAllAsync(await world.PromiseAsync(2, Bytes(Slice(1, study: 2))));
        var goes = (await world.Studies.WorklistAsync(10, default)).Single(study => study.Id != stays.Id);
        await world.Studies.ReplaceAsync(goes with { Status = StudyStatus.Analysed, Times = goes.Times with { SignedAt = Given.Now } }, default);
        var shift = await ShiftAsync(stays.Patient);

        var (outcome, to) = await SplitAsync(stays.Patient, goes.Id);

        Assert.That(outcome, Is.EqualTo(PatientOutcome.Done));
        Assert.That((await world.Patients.ListAsync(stays.Patient, default)).Single().Study.Id, Is.EqualTo(stays.Id));
        var moved = (await world.Patients.ListAsync(to!.Value, default)).Single().Study;
        Assert.That((moved.Id, moved.Patient, moved.Times.SignedAt), Is.EqualTo((goes.Id, to.Value, (DateTimeOffset?)null)));
        Assert.That(moved.Reason, Does.StartWith("patient-corrected: "));
        Assert.That((await world.Studies.WorklistAsync(10, default)).Select(study => study.Id), Does.Contain(goes.Id));
        var vault = world.OpenVault();
        Assert.That((await vault.GetStudyAsync(goes.Id, default))!.Token, Is.EqualTo(to.Value));
        Assert.That((await vault.GetStudyAsync(stays.Id, default))!.Token, Is.EqualTo(stays.Patient));
        var identity = (await vault.GetPatientAsync(to.Value, default))!;
        Assert.That((identity.DateShiftDays, identity.PatientName, identity.PatientId), Is.EqualTo((shift, PatientName, PatientId)));
        foreach (var subject in new[] { AuditSubjects.Of(stays.Patient), AuditSubjects.Of(to.Value), AuditSubjects.Of(goes.Id) })
            Assert.That((await audit.ReadAsync(subject, default)).Select(entry => entry.Event.What), Is.EqualTo(new[] { "split-patient" }));

        // A late slice joins the study where it now stands.
        var late = await world.PromiseAsync(3, Bytes(Slice(2, study: 2)));
        await world.PutAllAsync(late);
        Assert.That((await world.Studies.GetAsync(goes.Id, default)), Has.Property("InstanceCount").EqualTo(2).And.Property("Patient").EqualTo(to.Value));
    }

    [Test]
    public async Task Split_AllStudiesOrAnothers_ChangesNothing()
    {
        var (one, other) = await TwoPatientsAsync();
        Assert.That((await SplitAsync(one.Patient, one.Id)).Outcome, Is.EqualTo(PatientOutcome.NotPossible));
        Assert.That((await SplitAsync(one.Patient, other.Id)).Outcome, Is.EqualTo(PatientOutcome.Unknown));
        await LinkAsync(one.Patient, other.Patient);
        Assert.That((await SplitAsync(one.Patient, other.Id)).Outcome, Is.EqualTo(PatientOutcome.Unknown), "linked is not the same token");
        Assert.That((await world.Studies.GetAsync(other.Id, default))!.Patient, Is.EqualTo(other.Patient));
    }

    [Test]
    public async Task Find_ByTheClinicsNumber_KnowsItsPatientAlone()
    {
        var (one, _) = await TwoPatientsAsync();
        var directory = world.Directory();
        Assert.That(await directory.FindAsync(Given.Clinic, $" {PatientId} ", null, default), Is.EqualTo(one.Patient));
        Assert.That(await directory.FindAsync(ClinicId.Parse("south-clinic"), PatientId, null, default), Is.Null);
        Assert.That(await directory.FindAsync(Given.Clinic, "UNKNOWN", null, default), Is.Null);
    }

    private static DicomDataset Of(string patient, int study, int number = 1) => Slice(number, study).Add(Tags.PatientID, patient).Add(Tags.PatientName, "ROE^RICHARD");

    private async Task<(Study One, Study Other)> TwoPatientsAsync()
    {
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));
        var one = await world.StudyAsync();
        await world.PutAllAsync(await world.PromiseAsync(2, Bytes(Of("another", 2))));
        return (one, (await world.Studies.WorklistAsync(10, default)).Single(study => study.Id != one.Id));
    }

    private Task<PatientOutcome> LinkAsync(PatientToken one, PatientToken other) => new LinkPatients(ports).LinkAsync(one, other, Act, world.OpenVault(), default);

    private Task<(PatientOutcome Outcome, PatientToken? To)> SplitAsync(PatientToken from, params StudyId[] studies) =>
        new SplitPatient(ports).SplitAsync(from, studies, Act, world.OpenVault(), default);

    private async Task<int> ShiftAsync(PatientToken token) => (await world.OpenVault().GetPatientAsync(token, default))!.DateShiftDays;

    private async Task ReleaseAsync(Promised upload)
    {
        var held = (await world.Holds.ListAsync(10, default)).Single();
        await world.Holds.DecideAsync(held, new HoldDecision(HoldVerdict.Release, HoldRelease.Nothing, "sub-operator", world.Clock.GetUtcNow()), default);
        await world.EventAsync(upload, 0);
    }
}
