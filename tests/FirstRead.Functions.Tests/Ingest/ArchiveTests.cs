using System.IO.Compression;
using FirstRead.Core.Intake;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>A ZIP of DICOM as one uploaded object, and media's directories.</summary>
public sealed class ArchiveTests
{
    private const string PlantedName = "DOE_JANE_19600229.dcm";
    private const int Most = 200;
    private IntakeWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await IntakeWorld.CreateAsync();

    [Test]
    public async Task Ingest_AnArchiveAsSystemsWriteIt_BecomesItsFilesAndTheirStudy()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in new[] { ($"DICOM/{PlantedName}", Bytes(Slice(1))), ("DICOM/", []), ("DICOM/2", Bytes(Slice(2))), ("README.TXT", "A viewer for Jane Doe."u8.ToArray()), ("DICOMDIR", Directory()) })
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        var upload = await world.PromiseAsync(1, zip.ToArray());

        var file = await world.PutAsync(upload, 0);
        Assert.That((file!.State, file.Code, file.Message), Is.EqualTo((FileState.Ignored, RefusalCodes.Expanded, "An archive of 4 files. Nothing needs to be done: its files are listed one by one.")));
        Assert.That((await world.UploadAsync(upload)).State, Is.EqualTo(UploadState.Open), "its files are not taken in yet");
        await world.EventsAsync(upload.Upload.Id);

        var children = (await world.Uploads.ListFilesAsync(upload.Upload.Id, default)).Where(child => child.Archive == file.Id).OrderBy(child => child.Number).ToList();
        Assert.That(children.Select(child => (child.Number, child.State, child.Code)), Is.EqualTo(new (int?, FileState, string?)[]
        {
            (1, FileState.Accepted, null), (2, FileState.Accepted, null), (3, FileState.Ignored, RefusalCodes.NotDicom), (4, FileState.Ignored, RefusalCodes.MediaDirectory),
        }));
        var closed = await world.UploadAsync(upload);
        Assert.That((closed.State, closed.FileCount, closed.DueAt, closed.Tally), Is.EqualTo((UploadState.Closed, 5, (DateTimeOffset?)null, new FileTally(2, 0, 0, 0, 0, 3))));
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.InstanceCount), Is.EqualTo((StudyStatus.Queued, false, 2)));
        var keys = string.Join('\n', world.Objects.Objects.Keys) + string.Join('\n', children);
        Assert.That(keys, Does.Not.Contain("JANE").And.Not.Contain("README"));
    }

    [Test]
    public async Task Ingest_CrashBetweenAnyTwoWritesOfAnExpansion_EndsWithEachFileOnce()
    {
        var zip = new ZipBuilder().Add("a", Bytes(Slice(1))).Add("b", Bytes(Slice(2))).Add("c", Bytes(Slice(2))).Done();
        for (var write = 1; write < Most; write++)
        {
            world = await IntakeWorld.CreateAsync();
            var upload = await world.PromiseAsync(1, zip);
            world.Fuse.ArmBeforeWrite(write);
            var died = false;
            try
            {
                await world.PutAsync(upload, 0);
                await world.EventsAsync(upload.Upload.Id);
            }
            catch (CrashException)
            {
                died = true;
            }
            world.Fuse.Disarm();
            await world.EventsAsync(upload.Upload.Id);
            await world.EventsAsync(upload.Upload.Id);

            var closed = await world.UploadAsync(upload);
            Assert.That((closed.State, closed.FileCount, closed.DueAt), Is.EqualTo((UploadState.Closed, 4, (DateTimeOffset?)null)), $"death at write {write}");
            Assert.That((await world.StatesAsync(upload)).Order(), Is.EqualTo(new[] { FileState.Accepted, FileState.Accepted, FileState.Duplicate, FileState.Ignored }), $"death at write {write}");
            var study = await world.StudyAsync();
            Assert.That((study.Status, study.Incomplete, study.InstanceCount), Is.EqualTo((StudyStatus.Queued, false, 2)), $"death at write {write}");
            if (!died)
                return;
        }
        Assert.Fail("It never came to its end.");
    }

    [TestCase(true, false, true)]
    [TestCase(false, true, true)]
    [TestCase(false, true, false)]
    [TestCase(true, true, false)]
    public async Task Ingest_Zip64AndDescriptors_AreRead(bool zip64, bool descriptors, bool deflate)
    {
        var zip = new ZipBuilder { Zip64 = zip64, Descriptors = descriptors }.Add("a", Bytes(Slice(1)), deflate).Add("b", Bytes(Slice(2)), deflate).Done();

        Assert.That(await StatesOfAsync(zip), Is.EqualTo(new[] { FileState.Ignored, FileState.Accepted, FileState.Accepted }));
    }

    private static IEnumerable<TestCaseData> Unreadable()
    {
        ZipBuilder Whole() => new ZipBuilder().Add("a", Bytes(Slice(1)));
        yield return Case("encrypted", new ZipBuilder().Add("a", Bytes(Slice(1)), flags: 1).Done(), RefusalCodes.ArchiveUnreadable);
        yield return Case("strong encryption", new ZipBuilder().Add("a", Bytes(Slice(1)), flags: 1 << 6).Done(), RefusalCodes.ArchiveUnreadable);
        yield return Case("another method", new ZipBuilder().Add("a", Bytes(Slice(1)), method: 14).Done(), RefusalCodes.ArchiveUnreadable);
        yield return Case("truncated", Whole().Done()[..^12], RefusalCodes.ArchiveUnreadable);
        yield return Case("fewer entries than promised", Whole().Done(entries: 2), RefusalCodes.ArchiveUnreadable);
        yield return Case("entries that share bytes", new ZipBuilder().Add("a", Bytes(Slice(1))).Add("b", Bytes(Slice(1)), header: 0).Done(), RefusalCodes.ArchiveUnreadable);
        yield return Case("an entry outside", new ZipBuilder().Add("a", Bytes(Slice(1)), header: 1 << 20).Done(), RefusalCodes.ArchiveUnreadable);
        yield return Case("too many entries", new ZipBuilder { Zip64 = true }.Add("a", Bytes(Slice(1))).Done(entries: 10_001), RefusalCodes.ArchiveLimit);
        yield return Case("a bomb by its directory", new ZipBuilder { Zip64 = true }.Add("a", Bytes(Slice(1)), promised: 21L << 30).Done(), RefusalCodes.ArchiveLimit);
        yield return Case("a bomb by its ratio", new ZipBuilder().Add("a", new byte[65 << 20]).Done(), RefusalCodes.ArchiveLimit);
        yield return Case("sizes below zero", new ZipBuilder { Zip64 = true }.Add("a", Bytes(Slice(1)), promised: -1).Done(), RefusalCodes.ArchiveUnreadable);

        static TestCaseData Case(string name, byte[] zip, string code) => new TestCaseData(zip, code).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Unreadable))]
    public async Task Ingest_AnArchiveThatIsNotTaken_IsRefusedWithItsCodeAndLeavesNothing(byte[] zip, string code)
    {
        var upload = await world.PromiseAsync(1, zip);

        var file = await world.PutAsync(upload, 0);

        Assert.That((file!.State, file.Code), Is.EqualTo((FileState.Refused, code)));
        Assert.That(await world.Uploads.ListFilesAsync(upload.Upload.Id, default), Has.Count.EqualTo(1));
        Assert.That((await world.UploadAsync(upload)).State, Is.EqualTo(UploadState.Closed));
    }

    [Test]
    public async Task Ingest_AnEntryThatUnpacksToMoreThanPromised_IsRefusedAloneAndTheRestGoesOn()
    {
        var zip = new ZipBuilder().Add("a", Bytes(Slice(1))).Add("liar", new byte[1 << 20], promised: 1 << 10).Add("broken", Bytes(Slice(2)), crc: 4711).Done();

        Assert.That(await StatesOfAsync(zip), Is.EqualTo(new[] { FileState.Ignored, FileState.Accepted, FileState.Refused, FileState.Refused }));
        Assert.That((await world.StudyAsync()).Incomplete, Is.True);
    }

    [Test]
    public async Task Ingest_AnArchiveInAnArchive_IsNotOpened()
    {
        var inner = new ZipBuilder().Add("a", Bytes(Slice(1))).Done();

        Assert.That(await StatesOfAsync(new ZipBuilder().Add("inner.zip", inner).Done()), Is.EqualTo(new[] { FileState.Ignored, FileState.Refused }));
    }

    [Test]
    public async Task Ingest_MoreFilesThanAnUploadHolds_IsRefused()
    {
        var upload = await world.PromiseAsync(1, new ZipBuilder().Add("a", Bytes(Slice(1))).Done());
        await world.Uploads.CountExpandedAsync(upload.Upload.Id, FileId.From(9), 9_999, 10_000, default);

        Assert.That((await world.PutAsync(upload, 0))!.Code, Is.EqualTo(RefusalCodes.ArchiveLimit));
    }

    [Test]
    public async Task Ingest_ADicomFileWhosePreambleIsAnArchives_IsDicom()
    {
        var file = Bytes(Slice(1));
        "PK"u8.CopyTo(file);
        (file[2], file[3]) = (3, 4);

        Assert.That(await StatesOfAsync(file), Is.EqualTo(new[] { FileState.Accepted }));
    }

    [Test]
    public async Task Ingest_ADirectoryOfAMedium_IsIgnoredAndTheStudyIsWhole()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Directory());

        await world.PutAllAsync(upload);

        var file = (await world.Uploads.ListFilesAsync(upload.Upload.Id, default))[1];
        Assert.That((file.State, file.Code), Is.EqualTo((FileState.Ignored, RefusalCodes.MediaDirectory)));
        Assert.That(await world.StudyAsync(), Has.Property("Status").EqualTo(StudyStatus.Queued).And.Property("Incomplete").False);
        Assert.That(world.Objects.Keys(IntakeWorld.Incoming), Has.None.StartsWith(ObjectKeys.QuarantinePrefix));
    }

    /// <summary>Of the archive, then of what was in it.</summary>
    private async Task<IEnumerable<FileState>> StatesOfAsync(byte[] content)
    {
        var upload = await world.PromiseAsync(1, content);
        await world.PutAsync(upload, 0);
        await world.EventsAsync(upload.Upload.Id);
        return (await world.Uploads.ListFilesAsync(upload.Upload.Id, default)).OrderBy(file => file.Archive is null ? 0 : file.Number).Select(file => file.State);
    }

    private static byte[] Directory() => Bytes(new DicomDataset()
        .Add(Tags.SOPClassUID, "1.2.840.10008.1.3.10")
        .Add(Tags.SOPInstanceUID, "1.2.3.9")
        .Add(Tags.PatientName, PatientName));
}
