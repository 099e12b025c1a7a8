using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies;

/// <summary>What is stored is pinned as it is stored: a renamed member must not rename data.</summary>
public sealed class StoredNamesTests
{
    [Test]
    public void Of_EveryState_IsSpelledAsStored()
    {
        Assert.That(Enum.GetValues<StudyStatus>().Select(StoredNames.Of), Is.EqualTo(new[] { "receiving", "queued", "analysing", "analysed", "not-applicable", "failed", "held" }));
        Assert.That(Enum.GetValues<FileState>().Select(StoredNames.Of), Is.EqualTo(new[] { "pending", "accepted", "duplicate", "refused", "held", "expired", "ignored" }));
        Assert.That(Enum.GetValues<UploadState>().Select(StoredNames.Of), Is.EqualTo(new[] { "growing", "open", "cancelling", "closed", "cancelled" }));
        Assert.That(Enum.GetValues<Risk>().Select(StoredNames.Of), Is.EqualTo(new[] { "undetermined", "no-finding", "indeterminate", "high" }));
        Assert.That(Enum.GetValues<Priority>().Select(StoredNames.Of), Is.EqualTo(new[] { "routine", "urgent", "stat" }));
        Assert.That(Enum.GetValues<AnalysisOutcome>().Select(StoredNames.Of), Is.EqualTo(new[] { "analysed", "not-applicable", "failed" }));
    }

    [Test]
    public void Parse_EveryName_ComesBack()
    {
        foreach (var status in Enum.GetValues<StudyStatus>())
            Assert.That(StoredNames.Parse<StudyStatus>(StoredNames.Of(status)), Is.EqualTo(status));
        Assert.Throws<FormatException>(() => StoredNames.Parse<Risk>("High"));
    }

    [Test]
    public void Keys_OfEveryItem_AreSpelledAsStored()
    {
        var (upload, file, study) = (UploadId.From(1), FileId.From(2), StudyId.From(ClinicId.Parse("north-clinic"), 3));
        const string U = "u00000000000000000000000000000001", F = "f00000000000000000000000000000002", S = "north-clinic.00000000000000000000000000000003";

        Assert.That(StudiesTable.Upload(upload), Is.EqualTo(new ItemKey($"UPLOAD#{U}", "META")));
        Assert.That(StudiesTable.File(upload, file), Is.EqualTo(new ItemKey($"UPLOAD#{U}", $"FILE#{F}")));
        Assert.That(StudiesTable.UploadStudy(upload, study), Is.EqualTo(new ItemKey($"UPLOAD#{U}", $"STUDY#{S}")));
        Assert.That(StudiesTable.Study(study), Is.EqualTo(new ItemKey($"STUDY#{S}", "META")));
        Assert.That(StudiesTable.StudyUpload(study, upload), Is.EqualTo(new ItemKey($"STUDY#{S}", $"UPLOAD#{U}")));
        Assert.That(StudiesTable.Instance(study, "2.25.4"), Is.EqualTo(new ItemKey($"STUDY#{S}", "INSTANCE#2.25.4")));
        Assert.That(StudiesTable.Result(study, 5), Is.EqualTo(new ItemKey($"STUDY#{S}", "RESULT#000005")));
        Assert.That(StudiesTable.Hold(upload, file), Is.EqualTo(new ItemKey("HOLDS", $"HOLD#{U}#{F}")));
        Assert.That(StudiesTable.StudyOfUid("2.25.9"), Is.EqualTo(new ItemKey("UID#2.25.9", "STUDY")));
        Assert.That(StudiesTable.Received(Given.Study(7)), Is.EqualTo(new ItemKey("RECEIVED#2026", $"2026-11-22T10:30:15.250Z#{Given.StudyId(7)}")));
        Assert.That(StudiesTable.PatientStudy(PatientToken.From(5), study), Is.EqualTo(new ItemKey($"PATIENT#P{5:x32}", $"STUDY#{S}")));
        Assert.That(StudiesTable.PatientLink(PatientToken.From(5), PatientToken.From(6)), Is.EqualTo(new ItemKey($"PATIENT#P{5:x32}", $"LINK#P{6:x32}")));
        Assert.That(StudiesTable.PatientSplit(PatientToken.From(5), study), Is.EqualTo(new ItemKey($"PATIENT#P{5:x32}", $"SPLIT#{S}")));
        Assert.That(StudiesTable.Communication(study, 1), Is.EqualTo(new ItemKey($"STUDY#{S}", "COMMUNICATION#000001")));
        Assert.That(StudiesTable.Untold(study, 1), Is.EqualTo(new ItemKey("UNTOLD", $"STUDY#{S}#000001")));
        Assert.That(StudiesTable.Reader("sub-1"), Is.EqualTo(new ItemKey("READERS", "READER#sub-1")));
        Assert.That(StudiesTable.Probe("2026-11-23"), Is.EqualTo(new ItemKey("PROBES", "PROBE#2026-11-23")));
        Assert.That((ClinicId.Synthetic.Value, ClinicId.Parse("synthetic").IsSynthetic, StudyId.From(ClinicId.Synthetic, 1).Value), Is.EqualTo(("synthetic", true, $"synthetic.{1:x32}")));
        Assert.That(StudiesTable.Opened(study, "sub-1"), Is.EqualTo(new ItemKey($"STUDY#{S}", "OPENED#sub-1")));
        Assert.That(StudiesTable.DoneOn(new DateTimeOffset(2026, 11, 23, 0, 30, 0, TimeSpan.FromHours(1))), Is.EqualTo("done-2026-11-22"));
        Assert.That(StudiesTable.Work(study), Is.EqualTo(new ItemKey("QUEUE", $"STUDY#{S}")));
        Assert.That(StudiesTable.Slot(6), Is.EqualTo(new ItemKey("SLOTS", "SLOT#006")));
        Assert.That(StudiesTable.Clinic(study.Clinic), Is.EqualTo(new ItemKey("CLINICS", "CLINIC#north-clinic")));
        Assert.That(StudiesTable.ShardOf($"UPLOAD#{U}"), Is.EqualTo("due-3"));
        Assert.That(ObjectKeys.Incoming(upload, file), Is.EqualTo($"uploads/{U}/{F}"));
        Assert.That(ObjectKeys.Quarantine(upload, file), Is.EqualTo($"quarantine/{U}/{F}"));
        Assert.That(ObjectKeys.Released(study, 2, "0f1e", "report.dcm"), Is.EqualTo($"released/{S}/000002-0f1e/report.dcm"));
        Assert.That((StudiesTable.ClinicSignaturesIndex, StudiesTable.ClinicSignatures, StudiesTable.SignedAt), Is.EqualTo(("clinicSignatures", "clinicSignatures", "signedAt")));
        Assert.That(ObjectKeys.StudyReport(study, "0f"), Is.EqualTo($"reports/{S}/0f.json"));
        Assert.That(ObjectKeys.Deidentified(study, "2.25.7", "2.25.8", file), Is.EqualTo($"studies/{S}/2.25.7/2.25.8/{F}.dcm"));
    }

    [Test]
    public void SortKey_MoreUrgentThenLonger_SortsFirst()
    {
        var study = Given.Study();

        Assert.That(Urgency.SortKey(study), Is.EqualTo("9#2026-11-22T10:30:15.250Z#north-clinic.00000000000000000000000000000001"));
        Assert.That(Urgency.SortKey(study with { Priority = Priority.Stat }), Does.StartWith("6#"));
        Assert.That(Urgency.SortKey(study with { HighestRisk = Risk.High, Risk = Risk.NoFinding }), Does.StartWith("6#"));
    }
}
