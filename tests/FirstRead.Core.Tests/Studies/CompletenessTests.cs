using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies;

public sealed class CompletenessTests
{
    private static readonly Upload Closed = Given.Upload() with { Open = false };
    private static readonly Study Study = Given.Study();
    private static readonly Study Analysed = Study with { InstanceCount = 3, QueuedInstances = 3 };

    [Test]
    public void Of_AnyTouchingUploadOpen_Waits() =>
        Assert.That(Of(Study, 3, (Closed, []), (Given.Upload(2), [])).Step, Is.EqualTo(CompletenessStep.Wait));

    [Test]
    public void Of_ClosedWithNewInstances_Queues() =>
        Assert.That(Of(Study, 3, (Closed, [File(FileState.Accepted), File(FileState.Duplicate)])), Is.EqualTo(new Completeness(CompletenessStep.Queue, Incomplete: false)));

    [TestCase(FileState.Refused)]
    [TestCase(FileState.Held)]
    [TestCase(FileState.Expired)]
    public void Of_AFileWasLost_QueuesMarked(FileState state) =>
        Assert.That(
            Of(Study, 3, (Closed, [File(FileState.Accepted), File(state)])),
            Is.EqualTo(new Completeness(CompletenessStep.Queue, Incomplete: true)
            {
                Missing = "files-lost: 1 of the files that were promised did not come, were refused or are held",
                Waits = state == FileState.Held,
            }));

    [Test]
    public void Of_TheLostFileIsAnotherStudys_IsNotMarked() =>
        Assert.That(Of(Study, 3, (Closed, [File(FileState.Refused) with { Study = Given.StudyId(2) }])).Incomplete, Is.False);

    [TestCase(FileState.Refused)]
    [TestCase(FileState.Expired)]
    public void Of_TheLostBytesCameByAnotherWay_IsNotMarked(FileState state) =>
        Assert.That(Of(Study, 3, (Closed, [File(state) with { Sha256 = new string('a', 64) }])).Incomplete, Is.False);

    [TestCase(1u, false)]
    [TestCase(2u, true)]
    public void Of_TheLostBytesStandInAnotherStudyOfAnUpload_IsMarkedUnlessItLostThem(uint standsInUpload, bool marked)
    {
        var (lost, other) = (File(FileState.Expired), Given.Upload(2) with { Open = false });

        var found = Completeness.Of(Analysed, [.. Enumerable.Range(1, 3).Select(number => Given.Instance((uint)number, Study.Id, Closed.Id))],
            [(Closed, [lost]), (other, [])], new HashSet<(UploadId, string)> { (Given.Upload(standsInUpload).Id, lost.Sha256) });

        Assert.That(found.Incomplete, Is.EqualTo(marked));
    }

    [Test]
    public void Of_AWholeFileStandsUnderTheUidOfABrokenOne_IsNotMarked() =>
        Assert.That(Of(Study, 3, (Closed, [File(FileState.Refused) with { Study = Study.Id, SopInstanceUid = "2.25.1002" }])).Incomplete, Is.False);

    [Test]
    public void Of_OtherBytesUnderAStandingUidAreHeld_IsMarked() =>
        Assert.That(Of(Study, 3, (Closed, [File(FileState.Held) with { Study = Study.Id, SopInstanceUid = "2.25.1002" }])).Incomplete, Is.True);

    [Test]
    public void Of_NothingNewAndNothingLostAnyMore_TakesTheMarkAway() =>
        Assert.That(
            Of(Analysed with { Incomplete = true, Missing = "files-lost: …" }, 3, (Closed, [])),
            Is.EqualTo(new Completeness(CompletenessStep.Mark, Incomplete: false)));

    [Test]
    public void Of_NothingNew_Rests() =>
        Assert.That(Of(Analysed, 3, (Closed, [])).Step, Is.EqualTo(CompletenessStep.Rest));

    [TestCase(4)]
    [TestCase(2)]
    public void Of_NothingNewButAWrongCount_Marks(int counted) =>
        Assert.That(Of(Analysed with { InstanceCount = counted }, 3, (Closed, [])).Step, Is.EqualTo(CompletenessStep.Mark));

    [Test]
    public void Of_NothingNewButAFileLostSince_Marks() =>
        Assert.That(Of(Analysed, 3, (Closed, [File(FileState.Refused)])).Step, Is.EqualTo(CompletenessStep.Mark));

    [Test]
    public void Of_LateInstance_QueuesAgain() =>
        Assert.That(Of(Study with { QueuedInstances = 2, Status = StudyStatus.Analysed }, 3, (Closed, [])).Step, Is.EqualTo(CompletenessStep.Queue));

    [Test]
    public void Of_NoInstanceMayGoOn_IsHeldOnceAndAgainWhenTheReasonChanges()
    {
        var first = Of(Study, 0, (Closed, [File(FileState.Held)]));
        var held = Study.Hold(first.Waits, first.Missing);

        Assert.That((first.Step, held.Reason, held.InstanceCount), Is.EqualTo((CompletenessStep.Hold, StudyChanges.HoldReason(waits: true), 0)));
        Assert.That(Of(held, 0, (Closed, [File(FileState.Held)])).Step, Is.EqualTo(CompletenessStep.Rest));
        Assert.That(Of(held with { InstanceCount = 1 }, 0, (Closed, [File(FileState.Held)])).Step, Is.EqualTo(CompletenessStep.Hold), "counted by one that died before its instance stood");
        Assert.That((Of(held, 0, (Closed, [File(FileState.Refused)])).Step, Of(held, 0, (Closed, [File(FileState.Refused)])).Waits), Is.EqualTo((CompletenessStep.Hold, false)));
    }

    private static UploadFile File(FileState state) => Given.File(Closed, 1) with { State = state, Sha256 = new string('f', 64) };

    private static Completeness Of(Study study, int instances, params (Upload, IReadOnlyList<UploadFile>)[] uploads) =>
        Completeness.Of(study, [.. Enumerable.Range(1, instances).Select(number => Given.Instance((uint)number, study.Id, Closed.Id))], uploads);
}
