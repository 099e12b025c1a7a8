using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Release;
using FirstRead.Core.Tests.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Release;

public sealed class ReleasedObjectTests
{
    private static IEnumerable<TestCaseData> Objects =>
    [
        new TestCaseData(ReleaseCase.Signed()).SetArgDisplayNames("signed"),
        new TestCaseData(ReleaseCase.Presentation()).SetArgDisplayNames("presentation"),
        new TestCaseData(ReleaseCase.Segmentation()).SetArgDisplayNames("segmentation"),
    ];

    [TestCaseSource(nameof(Objects))]
    public void Of_Object_HasPatientAndStudyAsTheClinicSentThem(DicomDataset stored)
    {
        var released = Release(stored);
        Assert.Multiple(() =>
        {
            Assert.That(released.GetString(Tags.PatientName), Is.EqualTo("山田^太郎=やまだ"));
            Assert.That(released.GetString(Tags.PatientID), Is.EqualTo("MRN 4711"));
            Assert.That(released.GetString(Tags.IssuerOfPatientID), Is.EqualTo("NORTH"));
            Assert.That(released.GetString(Tags.PatientBirthDate), Is.EqualTo("19710304"));
            Assert.That(released.GetString(Tags.PatientSex), Is.EqualTo("F"));
            Assert.That(released.GetString(Tags.AccessionNumber), Is.EqualTo("ACC-99"));
            Assert.That(released.GetString(Tags.StudyInstanceUID), Is.EqualTo("1.2.826.0.1.77"));
            Assert.That((released.GetString(Tags.StudyDate), released.GetString(Tags.StudyTime), released.GetString(Tags.StudyID)), Is.EqualTo(("20211126", "101112", "S-4")));
            Assert.That(released.GetString(Tags.TimezoneOffsetFromUTC), Is.EqualTo("+0100"));
            foreach (var tag in new[] { Tags.PatientIdentityRemoved, Tags.DeidentificationMethod, Tags.DeidentificationMethodCodeSequence, Tags.LongitudinalTemporalInformationModified, Tags.PatientAge })
                Assert.That(released.Contains(tag), Is.False, tag.ToString());
        });
    }

    [TestCaseSource(nameof(Objects))]
    public void Of_Object_HoldsNoUidNorDateOfThePseudonymousOne(DicomDataset stored)
    {
        var released = Release(stored);
        var before = Uids(stored).Where(uid => !PublicUids.Contains(uid) && uid != ReportCases.Model.DeviceUid).ToHashSet();
        Assert.That(before, Is.Not.Empty);
        Assert.That(Uids(released).Intersect(before), Is.Empty);
        Assert.That(Uids(released).Count(), Is.EqualTo(Uids(stored).Count()), "none is lost");
        Assert.That(Dates(released).Select(date => date[..8]).Distinct(), Is.SubsetOf(new[] { "20211126", "20261123", "19710304" }));
    }

    [Test]
    public void Of_References_AreTheClinicsOwnPictures()
    {
        var evidence = Release(ReleaseCase.Signed()).GetSequence(Tags.CurrentRequestedProcedureEvidenceSequence).Single();
        var pictures = evidence.GetSequence(Tags.ReferencedSeriesSequence).Single(series => series.GetString(Tags.SeriesInstanceUID) == "1.2.826.0.1.77.1");
        Assert.That(evidence.GetString(Tags.StudyInstanceUID), Is.EqualTo("1.2.826.0.1.77"));
        Assert.That(
            pictures.GetSequence(Tags.ReferencedSOPSequence).Select(picture => picture.GetString(Tags.ReferencedSOPInstanceUID)),
            Is.EquivalentTo(Enumerable.Range(100, 4).Select(number => $"1.2.826.0.1.77.2.{number}")));
    }

    [Test]
    public void Of_ReportAndSegmentation_StillNameEachOther()
    {
        var (report, segmentation) = (Release(ReleaseCase.Signed()), Release(ReleaseCase.Segmentation()));
        var self = segmentation.GetString(Tags.SOPInstanceUID)!;
        Assert.That(Uids(report), Does.Contain(self).And.Contain(segmentation.GetString(Tags.SeriesInstanceUID)));
        Assert.That(Uids(report), Does.Contain(segmentation.GetSequence(Tags.SegmentSequence).Single().GetString(Tags.TrackingUID)), "the finding that both track");
        Assert.That(segmentation.GetString(Tags.FrameOfReferenceUID), Is.EqualTo("1.2.826.0.1.77.8"));
        Assert.That(segmentation[Tags.PixelData]!.Value.ToArray(), Is.EqualTo(new byte[] { 0x5A, 0 }));
        Assert.That(self, Does.Match(@"^2\.25\.[0-9]{1,39}$").And.Not.EqualTo(ReleaseCase.Segmentation().GetString(Tags.SOPInstanceUID)));
    }

    [Test]
    public void Of_Addendum_NamesTheReleasedReportThatItFollows()
    {
        var (first, second) = (Release(ReleaseCase.Signed()), Release(ReleaseCase.Signed(2)));
        var predecessor = second.GetSequence(Tags.PredecessorDocumentsSequence).Single();
        Assert.That(predecessor.GetString(Tags.StudyInstanceUID), Is.EqualTo("1.2.826.0.1.77"));
        Assert.That(
            predecessor.GetSequence(Tags.ReferencedSeriesSequence).Single().GetSequence(Tags.ReferencedSOPSequence).Single().GetString(Tags.ReferencedSOPInstanceUID),
            Is.EqualTo(first.GetString(Tags.SOPInstanceUID)));
        Assert.That(second.GetString(Tags.SOPInstanceUID), Is.Not.EqualTo(first.GetString(Tags.SOPInstanceUID)));
    }

    [Test]
    public void Of_TimesOfTheObjectItself_AreTheTrueOnes()
    {
        var report = Release(ReleaseCase.Signed());
        Assert.That((report.GetString(Tags.ContentDate), report.GetString(Tags.ContentTime)), Is.EqualTo(("20261123", "003005")), "in the zone of the study");
        Assert.That(report.GetSequence(Tags.VerifyingObserverSequence).Single().GetString(Tags.VerificationDateTime), Is.EqualTo("20261123003005+0100"));
        var presentation = Release(ReleaseCase.Presentation());
        Assert.That((presentation.GetString(Tags.PresentationCreationDate), presentation.GetString(Tags.PresentationCreationTime)), Is.EqualTo(("20261123", "003005")));
    }

    [TestCase(null)]
    [TestCase("+2500")]
    [TestCase("+1930")]
    [TestCase("CET")]
    public void Of_StudyWithoutAZone_SaysItsOwnTimesInUtc(string? zone)
    {
        var report = Release(ReleaseCase.Signed(), ReleaseCase.Identity(ReleaseCase.Study with { TimezoneOffset = zone }));
        Assert.That(report.Contains(Tags.TimezoneOffsetFromUTC), Is.False);
        Assert.That((report.GetString(Tags.ContentDate), report.GetString(Tags.ContentTime)), Is.EqualTo(("20261122", "233005")));
        Assert.That(report.GetSequence(Tags.VerifyingObserverSequence).Single().GetString(Tags.VerificationDateTime), Is.EqualTo("20261122233005+0000"));
    }

    [Test]
    public void Of_Text_IsUtf8WhateverItWas()
    {
        var latin = ReleaseCase.Segmentation().Add(Tags.SpecificCharacterSet, "ISO_IR 100").Add(Tags.SeriesDescription, "Schädel");
        Assert.That(latin.CharacterSet.Encoding.WebName, Is.EqualTo("iso-8859-1"));
        var released = ReportCases.Stored(Release(latin));
        Assert.That((released.GetString(Tags.SpecificCharacterSet), released.GetString(Tags.SeriesDescription)), Is.EqualTo(("ISO_IR 192", "Schädel")));
        Assert.That(Release(ReleaseCase.Signed()).GetSequence(Tags.VerifyingObserverSequence).Single().GetString(Tags.VerifyingObserverName), Is.EqualTo("Łukasiewicz^Jana"));
    }

    [Test]
    public void Of_OlderRecordWithoutItsPatient_HasThePatientAsFirstSeen() => Assert.That(
        Release(ReleaseCase.Signed(), ReleaseCase.Identity(ReleaseCase.Study with { Patient = null })).GetString(Tags.PatientName), Is.EqualTo("Old^Name"));

    [Test]
    public void Of_SameObjectTwice_IsTheSame_AndOfAnotherSecretAnother()
    {
        var other = ReleaseCase.Identity(ReleaseCase.Study with { ReleaseSalt = "5a18" });
        Assert.That(Bytes(Release(ReleaseCase.Signed())), Is.EqualTo(Bytes(Release(ReleaseCase.Signed()))));
        Assert.That(Release(ReleaseCase.Signed(), other).GetString(Tags.SOPInstanceUID), Is.Not.EqualTo(Release(ReleaseCase.Signed()).GetString(Tags.SOPInstanceUID)));
    }

    private static IEnumerable<TestCaseData> Strange =>
    [
        new TestCaseData(ReleaseCodes.UnknownUid, (DicomDataset stored) => stored.Add(Tags.FrameOfReferenceUID, "2.25.4242")).SetArgDisplayNames("a frame of reference that the vault does not know"),
        new TestCaseData(ReleaseCodes.UnknownUid, (DicomDataset stored) => Nested(stored, new DicomDataset().Add(Tags.ReferencedSOPInstanceUID, "2.25.104"))).SetArgDisplayNames("a picture of another study"),
        new TestCaseData(ReleaseCodes.UnknownUid, (DicomDataset stored) => Nested(stored, new DicomDataset().Add(Tags.SOPInstanceUID, "2.25.104"))).SetArgDisplayNames("an instance that only an item names"),
        new TestCaseData(ReleaseCodes.UnreadableDate, (DicomDataset stored) => Nested(stored, new DicomDataset().Add(Tags.StudyDate, "2019"))).SetArgDisplayNames("half a date"),
        new TestCaseData(ReleaseCodes.UnreadableDate, (DicomDataset stored) => stored.Add(Tags.SeriesDate, "99991231")).SetArgDisplayNames("the end of time"),
        new TestCaseData(ReleaseCodes.PseudonymInText, (DicomDataset stored) => stored.Add(Tags.ImageComments, $"of {ReleaseCase.Token}")).SetArgDisplayNames("the token in a text"),
        new TestCaseData(ReleaseCodes.PseudonymInText, (DicomDataset stored) => stored.Add(Tags.ImageComments, $"see {DerivedUids.Of(ReportCases.Study, 1, "x")}")).SetArgDisplayNames("a UID in a text"),
        new TestCaseData(ReleaseCodes.UnexpectedAttribute, (DicomDataset stored) => stored.Add(new DicomTag(0x0009, 0x1001), Vr.LO, "x"u8.ToArray())).SetArgDisplayNames("a private attribute"),
        new TestCaseData(ReleaseCodes.UnexpectedAttribute, (DicomDataset stored) => stored.Add(Tags.ImageComments, Vr.UN, "x"u8.ToArray())).SetArgDisplayNames("an unknown attribute"),
    ];

    [TestCaseSource(nameof(Strange))]
    public void Of_WhatCannotBeLedBack_IsRefusedWithoutAValue(string code, Func<DicomDataset, DicomDataset> change)
    {
        var stored = change(ReleaseCase.Segmentation());
        var refused = Assert.Throws<ReleaseRefusedException>(() => Release(stored))!;
        Assert.That(refused.Code, Is.EqualTo(code));
        Assert.That(refused.Message, Does.Match(@"^\([0-9A-F]{4},[0-9A-F]{4}\) ").And.Not.Contain("2.25").And.Not.Contain(ReleaseCase.Token.Value));
    }

    [Test]
    public void Of_AMeasureThatLooksLikeTheBeginningOfAUid_Passes() =>
        Assert.That(Release(ReleaseCase.Segmentation().Add(Tags.ImageComments, "2.25. Then 12.25.3")).GetString(Tags.ImageComments), Is.EqualTo("2.25. Then 12.25.3"));

    [Test]
    public void Identity_OneUidWithTwoOriginals_IsRefused()
    {
        var identity = ReleaseCase.Identity();
        var rows = identity.Instances.Values.Select((known, index) => (
            FirstRead.Testing.Given.Instance((uint)index, ReportCases.Study, FirstRead.Core.Studies.UploadId.From(1)) with { SopInstanceUid = known.SopInstanceUid },
            known with { OriginalSeriesInstanceUid = $"1.2.{index}" }));
        var refused = Assert.Throws<ReleaseRefusedException>(() => ReleaseIdentity.Of(ReleaseCase.FirstSeen, ReleaseCase.Study, FirstRead.Testing.Given.Study(), [.. rows]))!;
        Assert.That(refused.Code, Is.EqualTo(ReleaseCodes.IdentityBroken));
    }

    [Test]
    public void Codes_AreStableWords() => Assert.That(
        typeof(ReleaseCodes).GetFields().Select(field => field.GetValue(null)),
        Is.EqualTo(new[]
        {
            "identity-missing", "identity-broken", "unknown-uid", "unreadable-date", "pseudonym-in-text", "unexpected-attribute", "document-missing", "nothing-stored",
        }));

    private static DicomDataset Release(DicomDataset stored, ReleaseIdentity? identity = null) => ReleasedObject.Of(
        stored, identity ?? ReleaseCase.Identity(), ReleaseCase.Own(ReleaseCase.First(), ReleaseCase.Signed(), ReleaseCase.Signed(2), ReleaseCase.Presentation(), ReleaseCase.Segmentation()), ReleaseCase.SignedAt);

    private static DicomDataset Nested(DicomDataset stored, DicomDataset item) => stored.AddSequence(Tags.SourceImageSequence, item);

    private static IEnumerable<DicomElement> Elements(DicomDataset document) =>
        document.SelectMany(element => (element.Items ?? []).SelectMany(Elements).Prepend(element));

    private static IEnumerable<string> Uids(DicomDataset document) => Texts(document, Vr.UI);

    private static IEnumerable<string> Dates(DicomDataset document) => Texts(document, Vr.DA).Concat(Texts(document, Vr.DT));

    private static IEnumerable<string> Texts(DicomDataset document, Vr vr) => Elements(document)
        .Where(element => element.Vr == vr)
        .SelectMany(element => new DicomDataset().Set(element).GetStrings(element.Tag))
        .Where(value => value.Length > 0);

    private static byte[] Bytes(DicomDataset document)
    {
        using var file = new MemoryStream();
        document.WriteFile(file);
        return file.ToArray();
    }
}
