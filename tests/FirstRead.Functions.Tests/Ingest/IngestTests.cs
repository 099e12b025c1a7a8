using System.Text;
using FirstRead.Core.Identity;
using FirstRead.Core.Intake;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

public sealed class IngestTests
{
    private IntakeWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await IntakeWorld.CreateAsync();

    [Test]
    public async Task Ingest_AllFilesOfAnUpload_QueuesOneStudyAndLaunchesOneTask()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)), Bytes(Slice(3)));

        await world.PutAsync(upload, 2);
        await world.PutAsync(upload, 0);
        Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Receiving));
        await world.PutAsync(upload, 1);

        var study = await world.StudyAsync();
        Assert.That(
            (study.Status, study.Incomplete, study.InstanceCount, study.Modality, study.CleanedQuestion),
            Is.EqualTo((StudyStatus.Queued, false, 3, "MR", "headache")));
        Assert.That(await world.StatesAsync(upload), Is.All.EqualTo(FileState.Accepted));
        Assert.That(await world.Uploads.GetAsync(upload.Upload.Id, default), Has.Property("Open").False.And.Property("DueAt").Null);
        Assert.That(world.Runner.Launches.Values.Select(launch => launch.Study), Is.EqualTo(new[] { study.Id }));
    }

    [Test]
    public async Task Ingest_AnyFile_LeavesNoIdentityOutsideTheVault()
    {
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));

        var key = world.Instances().Single();
        var report = Encoding.UTF8.GetString(world.Objects.Objects[$"{IntakeWorld.Deidentified}/{ObjectKeys.Report(key)}"]);
        var text = Encoding.Latin1.GetString(world.Objects.Objects[$"{IntakeWorld.Deidentified}/{key}"]) + report;
        Assert.That(report, Does.Contain("\"profile\":\"clinical-review\"").And.Contain("\"keyword\":\"PatientName\""));
        Assert.That(text, Does.Not.Contain(PatientName).And.Not.Contain(PatientId).And.Not.Contain("19600229"));
        Assert.That(DicomDataset.Read(new MemoryStream(Encoding.Latin1.GetBytes(text))).GetString(Tags.Rows), Is.EqualTo("2"));
        var instance = (await world.Studies.ListInstancesAsync((await world.StudyAsync()).Id, default)).Single();
        Assert.That(instance.ObjectKey, Is.EqualTo(key));
        Assert.That(instance.ImagePosition, Is.EqualTo(new[] { -120.0, -110, 5 }));
        Assert.That(await world.Vault.GetSealedAsync(VaultTable.InstanceIdentity(instance.Study, instance.SopInstanceUid), default), Is.Not.Null);
    }

    [Test]
    public async Task Ingest_AnyFile_SealsAllThatLeadsAReleasedReportBack()
    {
        var slice = Slice(1).Add(Tags.StudyID, "S-4").Add(Tags.TimezoneOffsetFromUTC, "+0100").Add(Tags.FrameOfReferenceUID, "1.2.3.1.8").Add(Tags.AccessionNumber, "ACC-1");
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(slice)));

        var stored = await world.StudyAsync();
        var row = (await world.Studies.ListInstancesAsync(stored.Id, default)).Single();
        var clean = DicomDataset.Read(new MemoryStream(world.Objects.Objects[$"{IntakeWorld.Deidentified}/{row.ObjectKey}"]));
        var (study, instance) = ((await world.OpenVault().GetStudyAsync(stored.Id, default))!, (await world.OpenVault().GetInstanceAsync(stored.Id, row.SopInstanceUid, default))!);
        Assert.Multiple(() =>
        {
            Assert.That((study.OriginalStudyId, study.TimezoneOffset, study.AccessionNumber), Is.EqualTo(("S-4", "+0100", "ACC-1")));
            Assert.That(study.Patient, Is.EqualTo(new StudyPatient(PatientId, null, PatientName, "19600229", "F")));
            Assert.That(study.ReleaseSalt, Has.Length.EqualTo(32));
            Assert.That((instance.FrameOfReferenceUid, instance.OriginalFrameOfReferenceUid), Is.EqualTo((clean.GetString(Tags.FrameOfReferenceUID), "1.2.3.1.8")));
        });
    }

    [Test]
    public async Task Ingest_SameEventTwice_ChangesNothing()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)));
        await world.PutAllAsync(upload);
        var before = await world.StudyAsync();

        var again = await world.EventAsync(upload, 0);
        await world.EventAsync(upload, 1);

        Assert.That(again!.State, Is.EqualTo(FileState.Accepted));
        Assert.That(await world.StudyAsync(), Is.EqualTo(before));
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
        Assert.That((await world.Queue.ListWaitingAsync(10, default)).Single().Launches, Is.EqualTo(1));
        Assert.That((await world.Uploads.GetAsync(upload.Upload.Id, default))!.DueAt, Is.Null);
    }

    [Test]
    public async Task Ingest_BadFiles_AreRefusedWithReasonAndTheRestGoesOnMarked()
    {
        var whole = Bytes(Slice(2));
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), "not DICOM at all"u8.ToArray(), whole[..^3]);

        await world.PutAllAsync(upload);

        var files = await world.Uploads.ListFilesAsync(upload.Upload.Id, default);
        Assert.That(files.Select(file => file.Code), Is.EqualTo(new[] { null, RefusalCodes.NotDicom, RefusalCodes.Truncated }));
        Assert.That(files[2].Message, Does.EndWith("Export the instance again and upload the whole file."));
        Assert.That(files.Skip(1).Select(file => file.Message), Is.All.Not.Contain(PatientId));
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.InstanceCount), Is.EqualTo((StudyStatus.Queued, true, 1)));
        Assert.That(
            world.Objects.Keys(IntakeWorld.Incoming).Where(key => key.StartsWith(ObjectKeys.QuarantinePrefix, StringComparison.Ordinal)),
            Is.EquivalentTo(files.Skip(1).Select(file => ObjectKeys.Quarantine(file.Upload, file.Id))));
        Assert.That(world.Instances().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Ingest_OtherBytesThanPromised_IsRefused()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)));
        await world.Objects.PutAsync(IntakeWorld.Incoming, ObjectKeys.Incoming(upload.Upload.Id, upload.Files[0].Id), Bytes(Slice(1, fill: 9)), "application/dicom", default);

        var file = await world.EventAsync(upload, 0);

        Assert.That((file!.State, file.Code), Is.EqualTo((FileState.Refused, RefusalCodes.DigestMismatch)));
        Assert.That(world.Instances(), Is.Empty);
    }

    [Test]
    public async Task Ingest_SameUid_SameBytesAreADuplicateAndOthersAreHeld()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(1)), Bytes(Slice(1, fill: 9)));

        await world.PutAllAsync(upload);

        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted, FileState.Duplicate, FileState.Held }));
        var instance = (await world.Studies.ListInstancesAsync((await world.StudyAsync()).Id, default)).Single();
        Assert.That(instance.Sha256, Is.EqualTo(upload.Files[0].Sha256));
        Assert.That(world.Instances(), Is.EqualTo(new[] { instance.ObjectKey }));
    }

    [Test]
    public async Task Ingest_EightFilesOfOneUidAtOnce_OneIsAcceptedAndItsBytesStand()
    {
        var contents = Enumerable.Range(0, 8).Select(fill => Bytes(Slice(1, fill: (byte)fill))).ToArray();
        var upload = await world.PromiseAsync(1, contents);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => world.PutAsync(upload, index))));

        Assert.That((await world.StatesAsync(upload)).Order(), Is.EqualTo(Enumerable.Repeat(FileState.Held, 7).Prepend(FileState.Accepted)));
        var instance = (await world.Studies.ListInstancesAsync((await world.StudyAsync()).Id, default)).Single();
        Assert.That(instance.Sha256, Is.EqualTo((await world.Uploads.ListFilesAsync(upload.Upload.Id, default)).Single(file => file.State == FileState.Accepted).Sha256));
        Assert.That(world.Instances(), Is.EqualTo(new[] { instance.ObjectKey }));
    }

    [Test]
    public async Task Ingest_TwentySlicesAtOnce_QueueTheStudyOnce()
    {
        var upload = await world.PromiseAsync(1, [.. Enumerable.Range(1, 20).Select(number => Bytes(Slice(number)))]);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Task.Run(() => world.PutAsync(upload, index))));

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.InstanceCount, study.QueuedInstances), Is.EqualTo((StudyStatus.Queued, 20, 20)));
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Ingest_AnotherPatientInOneStudy_IsHeld()
    {
        var other = Slice(2).Add(Tags.PatientID, "another").Add(Tags.PatientName, "ROE^RICHARD");
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(other));

        await world.PutAllAsync(upload);

        var held = (await world.Uploads.ListFilesAsync(upload.Upload.Id, default))[1];
        Assert.That((held.State, held.Code), Is.EqualTo((FileState.Held, RefusalCodes.StudyConflict)));
        Assert.That((await world.StudyAsync()).InstanceCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Ingest_EveryFileHeldForItsPixels_StudyStandsOnTheWorklistAsHeld()
    {
        var screen = Slice(1).Add(Tags.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE").Add(Tags.BurnedInAnnotation, "YES");
        var upload = await world.PromiseAsync(1, Bytes(screen));

        await world.PutAllAsync(upload);

        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Held }));
        Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Held));
        Assert.That(world.Instances(), Is.Empty);
    }

    [Test]
    public async Task Ingest_LateInstance_ReopensTheAnalysedStudyAndKeepsTheOldResult()
    {
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2))));
        var id = (await world.StudyAsync()).Id;
        var first = (await world.Queue.TakeAsync(id, "slot-0.1", default))!;
        await world.Queue.FinishAsync(first, Given.Result(id, first.Attempt), default);

        await world.PutAllAsync(await world.PromiseAsync(2, Bytes(Slice(2)), Bytes(Slice(3))));

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.InstanceCount, study.ResultAttempt), Is.EqualTo((StudyStatus.Queued, 3, 1)));
        Assert.That((await world.Queue.TakeAsync(id, "slot-0.1", default))!.Attempt, Is.EqualTo(2));
    }

    [Test]
    public async Task Ingest_OnlyDuplicatesOfAnAnalysedStudy_LeaveItAtRest()
    {
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));
        var id = (await world.StudyAsync()).Id;
        var claim = (await world.Queue.TakeAsync(id, "slot-0.1", default))!;
        await world.Queue.FinishAsync(claim, Given.Result(id, 1), default);

        var again = await world.PromiseAsync(2, Bytes(Slice(1)));
        await world.PutAllAsync(again);

        Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Analysed));
        Assert.That(await world.Queue.ListWaitingAsync(10, default), Is.Empty);
        Assert.That((await world.Uploads.GetAsync(again.Upload.Id, default))!.DueAt, Is.Null);
    }

    [TestCase("uploads/u1/f1")]
    [TestCase("somewhere/else.dcm")]
    [TestCase("uploads/u00000000000000000000000000000001/f00000000000000000000000000000001")]
    public async Task Ingest_NoManifestPromisedIt_IsIgnored(string key) =>
        Assert.That(await world.File.IngestAsync(new IncomingObject(IntakeWorld.Incoming, key, null), default), Is.Null);

    [Test]
    public async Task Ingest_ObjectIsGone_FailsSoThatItIsBroughtAgain()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)));

        await Assert.ThrowsAsync<IncomingObjectMissingException>(() => world.EventAsync(upload, 0));
        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Pending }));
    }
}
