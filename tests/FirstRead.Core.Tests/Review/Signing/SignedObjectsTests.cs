using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Core.Tests.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Review.Signing;

public sealed class SignedObjectsTests
{
    private static IEnumerable<TestCaseData> Readings =>
    [
        Case("accepted", SigningCases.Accepted(), null),
        Case("amended", SigningCases.Amended(), null),
        Case("appended", SigningCases.Appended(), null),
        Case("unread", SigningCases.Unread(), SigningSource.Of(SigningCases.Unread(), SigningCases.Instances, null, null)),
        Case("older", SigningCases.Amended(), SigningSource.Of(SigningCases.Amended(), SigningCases.Instances, null, SigningCases.Contours)),
    ];

    [TestCaseSource(nameof(Readings))]
    public void Report_AgainstTheTemplates_HasNoFaultAndListsWhatItNames(Reading reading, SigningSource source)
    {
        var report = SigningCases.Objects(reading, source)[SignedSet.ReportName];
        var evidence = report.GetSequence(Tags.CurrentRequestedProcedureEvidenceSequence).Single().GetSequence(Tags.ReferencedSeriesSequence)
            .SelectMany(series => series.GetSequence(Tags.ReferencedSOPSequence)).Select(item => item.GetString(Tags.ReferencedSOPInstanceUID));
        var named = ReportCases.Tree(report).SelectMany(item => item.GetSequence(Tags.ReferencedSOPSequence)).Select(item => item.GetString(Tags.ReferencedSOPInstanceUID)).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(TemplateWalk.Faults(report, MeasurementReportRows.Report), Is.Empty);
            Assert.That(evidence, Is.EquivalentTo(named));
            Assert.That(named, Is.SupersetOf(SigningCases.Instances.Select(instance => instance.SopInstanceUid)));
            Assert.That((report.GetString(Tags.CompletionFlag), report.GetString(Tags.VerificationFlag)), Is.EqualTo(("COMPLETE", "VERIFIED")));
        });
    }

    [TestCaseSource(nameof(Readings))]
    public void Dciodvfy_EachObject_FindsNoError(Reading reading, SigningSource source)
    {
        foreach (var (name, document) in SigningCases.Objects(reading, source))
        {
            var (_, output) = OtherReaders.Run("dciodvfy", document);
            Assert.That(output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty, name);
        }
    }

    [Test]
    public void Objects_OfEachReading_AreThoseThatCanBe()
    {
        Assert.Multiple(() =>
        {
            Assert.That(SigningCases.Objects(SigningCases.Amended()).Keys, Is.EqualTo(new[] { "report.dcm", "segmentation.dcm", "presentation-1.dcm", "presentation-2.dcm" }));
            Assert.That(SigningCases.Objects(SigningCases.Unread(), SigningSource.Of(SigningCases.Unread(), SigningCases.Instances, null, null)).Keys, Is.EqualTo(new[] { "report.dcm" }));
        });
    }

    [Test]
    public void Report_OfEachOrigin_SaysWhoFoundAndOutlined()
    {
        var groups = Groups(SigningCases.Objects(SigningCases.Amended())[SignedSet.ReportName]);
        Assert.Multiple(() =>
        {
            Assert.That(groups.Select(group => Text(group, "112039")), Is.EqualTo(new[] { "F1", "F2", "F2", "R1", "R2" }));
            Assert.That(groups.Select(group => Text(group, "111001") is not null), Is.EqualTo(new[] { true, true, true, false, false }), "the algorithm");
            Assert.That(groups.Select(group => Children(group, "111012").Any()), Is.EqualTo(new[] { true, true, true, false, false }), "the certainty");
            Assert.That(Text(groups[0], "121106"), Does.Contain("outlined by the radiologist"));
            Assert.That(Text(groups[3], "121106"), Does.Contain("Found by the radiologist"));
            Assert.That(Children(groups[4], "111030").Single().GetString(Tags.GraphicType), Is.EqualTo("POINT"));
            Assert.That(Children(groups[4], "111030").Single().GetDoubles(Tags.GraphicData), Is.EqualTo(new[] { 20.75, 31.5 }));
        });
    }

    [Test]
    public void Report_OfAnAmendedLesion_GivesTheDrawnMeasures()
    {
        var reading = SigningCases.Amended();
        var (group, measures) = (Groups(SigningCases.Objects(reading)[SignedSet.ReportName])[0], reading.Rounds[0].Decisions[0].Measures!);
        // Pixels of a quarter mm², on two slices 5 mm apart.
        var area = 0.25 * Shoelace(SigningCases.Pentagon);
        Assert.Multiple(() =>
        {
            Assert.That(measures.AreaMm2, Is.EqualTo(area).Within(0.05));
            Assert.That(measures.VolumeMm3, Is.EqualTo(2 * 5 * area).Within(1));
            Assert.That((measures.SliceCount, measures.KeySopInstanceUid), Is.EqualTo((2, "2.25.100")));
            Assert.That(Number(group, "118565006"), Is.EqualTo(measures.VolumeMm3));
            Assert.That(Number(group, "42798000"), Is.EqualTo(measures.AreaMm2));
            Assert.That(Number(group, "103339001"), Is.EqualTo(measures.DiameterMm));
        });
    }

    [Test]
    public void Report_OfARejectedFinding_LeavesItOutEverywhere()
    {
        var objects = SigningCases.Objects(SigningCases.Accepted());
        Assert.Multiple(() =>
        {
            Assert.That(Groups(objects[SignedSet.ReportName]).Select(group => Text(group, "112039")), Is.EqualTo(new[] { "F1" }));
            Assert.That(objects[SignedSet.SegmentationName].GetSequence(Tags.SegmentSequence).Select(segment => segment.GetString(Tags.TrackingID)), Is.EqualTo(new[] { "F1" }));
            Assert.That(objects[SignedSet.PresentationName(1)].GetSequence(Tags.GraphicAnnotationSequence), Has.Count.EqualTo(3));
        });
    }

    [Test]
    public void Predecessor_OfEachReport_IsTheOneBefore()
    {
        var model = StructuredReport.Build(SigningCases.Report);
        var first = SigningCases.Objects(SigningCases.Amended());
        var second = SigningCases.Objects(SigningCases.Appended());
        Assert.Multiple(() =>
        {
            Assert.That(PredecessorOf(first[SignedSet.ReportName]), Is.EqualTo(model.GetString(Tags.SOPInstanceUID)));
            Assert.That(PredecessorOf(second[SignedSet.ReportName]), Is.EqualTo(first[SignedSet.ReportName].GetString(Tags.SOPInstanceUID)));
            Assert.That(first.Concat(second).Select(one => one.Value.GetString(Tags.SOPInstanceUID)), Is.Unique);
            Assert.That(ReportCases.Tree(second[SignedSet.ReportName]).Select(item => item.GetString(Tags.TextValue)), Has.One.StartsWith("Ring-enhancing mass.\n\nCritical result (").And.One.EndsWith("told to Dr. Meier, ward 3 by telephone, 8 min before this signature; read back.\n\nAddendum 1: Discussed with the ward."));
            Assert.That(second[SignedSet.ReportName].GetSequence(Tags.VerifyingObserverSequence).Single().GetString(Tags.VerifyingObserverName), Is.EqualTo("Dr. B"));
        });
    }

    [Test]
    public void Report_OfAStudyThatNoModelRead_NamesThePersonAloneAndSaysWhatItLacks()
    {
        var reading = SigningCases.Unread();
        var report = SigningCases.Objects(reading, SigningSource.Of(reading, SigningCases.Instances, null, null))[SignedSet.ReportName];
        var texts = ReportCases.Tree(report).Select(item => item.GetString(Tags.TextValue)).OfType<string>().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(texts, Has.Some.EqualTo("Normal.").And.Some.Contains("No model read the study"));
            Assert.That(report.Contains(Tags.PredecessorDocumentsSequence), Is.False);
            Assert.That(report.Contains(Tags.ContributingEquipmentSequence), Is.False);
            Assert.That(report.GetString(Tags.PatientID), Is.EqualTo(reading.Study.Patient.Value));
            Assert.That(report.GetString(Tags.ContentDate), Is.EqualTo("19000101"), "no header says when the study was");
        });
    }

    [Test]
    public void Report_OfAnAnalysisThatFailed_SaysWhyAndNamesNoImage()
    {
        var reading = SigningCases.Unread();
        var failed = reading with { Result = SigningCases.Result with { Model = null, Findings = [], Reason = "missing-object: image 2.25.100004881122001041311575412432 is not in the store, 3.5 s" } };
        var report = SigningCases.Objects(failed, SigningSource.Of(failed, SigningCases.Instances, null, null))[SignedSet.ReportName];
        Assert.That(ReportCases.Tree(report).Select(item => item.GetString(Tags.TextValue)), Has.One.EqualTo("missing-object: image (an image) is not in the store, 3.5 s"));
    }

    [Test]
    public void Report_OfAResultOfBefore_SaysThatItLacksTheHeaders()
    {
        var reading = SigningCases.Amended();
        var objects = SigningCases.Objects(reading, SigningSource.Of(reading, SigningCases.Instances, null, SigningCases.Contours));
        Assert.That(objects.Keys, Is.EqualTo(new[] { SignedSet.ReportName }));
        Assert.That(ReportCases.Tree(objects[SignedSet.ReportName]).Select(item => item.GetString(Tags.TextValue) ?? ""), Has.Some.Contains("kept no headers"));
    }

    [Test]
    public void Times_OfWhatIsSigned_AreTheStudysAndWhatWentBy()
    {
        var objects = SigningCases.Objects(SigningCases.Amended());
        var report = objects[SignedSet.ReportName];
        Assert.Multiple(() =>
        {
            // Study of 2019-03-02 10:11:12, signed an hour after its first file came.
            Assert.That((report.GetString(Tags.ContentDate), report.GetString(Tags.ContentTime)), Is.EqualTo(("20190302", "111112")));
            Assert.That(report.GetSequence(Tags.VerifyingObserverSequence).Single().GetString(Tags.VerificationDateTime), Is.EqualTo("20190302111112"));
            Assert.That(objects[SignedSet.PresentationName(1)].GetString(Tags.PresentationCreationDate), Is.EqualTo("20190302"));
        });
    }

    [Test]
    public void Calendar_OfHeadersAsTheyCome_StartsWithTheStudy()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Starts("20190302", "1011"), Is.EqualTo(new DateTimeOffset(2019, 3, 2, 10, 11, 0, TimeSpan.Zero)));
            Assert.That(Starts("20190302", "101112.123456"), Is.EqualTo(new DateTimeOffset(2019, 3, 2, 10, 11, 12, TimeSpan.Zero)));
            Assert.That(Starts("20190302", ""), Is.EqualTo(new DateTimeOffset(2019, 3, 2, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(Starts("20190302", "9999"), Is.EqualTo(new DateTimeOffset(2019, 3, 2, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(Starts("", "1011"), Is.EqualTo(new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        });
    }

    [TestCase("Dr. Jana Łukasiewicz", "Dr. Jana Łukasiewicz")]
    [TestCase("a^b=c\\d\ne", "abcde")]
    [TestCase(" ", "Unnamed")]
    public void SignerName_AsAPersonName_HasNoDelimiter(string name, string expected) => Assert.That(SignerName.Of(name), Is.EqualTo(expected));

    [Test]
    public void SignerName_OfALongName_IsCutBetweenCharacters()
    {
        var name = SignerName.Of(new string('x', 63) + "\U0001F600 and more");
        Assert.That(name, Is.EqualTo(new string('x', 63)));
    }

    [Test]
    public void Pydicom_AmendedSegmentation_IsThePolygonPixelForPixel()
    {
        const string script = """
            import sys, json, pydicom
            d = pydicom.dcmread(sys.argv[1])
            polygon = json.loads(sys.argv[2])
            def inside(x, y):
                odd = False
                for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1]):
                    if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                        odd = not odd
                return odd
            wanted = [[inside(c, r) for c in range(d.Columns)] for r in range(d.Rows)]
            out = []
            for frame, group in zip(d.pixel_array, d.PerFrameFunctionalGroupsSequence):
                number = group.SegmentIdentificationSequence[0].ReferencedSegmentNumber
                out.append([number, group.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID,
                            int(frame.sum()), sum(bool(frame[r, c]) != wanted[r][c] for r in range(d.Rows) for c in range(d.Columns))])
            print(json.dumps([out, [[s.SegmentAlgorithmType, s.TrackingID] for s in d.SegmentSequence]]))
            """;
        var segmentation = SigningCases.Objects(SigningCases.Amended())[SignedSet.SegmentationName];
        var (exit, output) = OtherReaders.Python(script, segmentation, System.Text.Json.JsonSerializer.Serialize(SigningCases.Pentagon));
        Assert.That(exit, Is.Zero, output);
        using var answer = System.Text.Json.JsonDocument.Parse(output.Trim().Split('\n')[^1]);
        var frames = answer.RootElement[0].EnumerateArray().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(frames.Select(frame => (frame[0].GetInt32(), frame[1].GetString())), Is.EqualTo(new[] { (1, "2.25.100"), (1, "2.25.101"), (2, "2.25.103"), (3, "2.25.103") }));
            Assert.That(frames.Take(2).Select(frame => frame[3].GetInt32()), Is.All.Zero, "pixels that differ from the polygon");
            Assert.That(frames[0][2].GetInt32(), Is.EqualTo(Shoelace(SigningCases.Pentagon)).Within(20), "its area");
            Assert.That(answer.RootElement[1].GetRawText(), Is.EqualTo("""[["SEMIAUTOMATIC", "F1"], ["AUTOMATIC", "F2"], ["MANUAL", "R1"]]"""));
        });
    }

    private static TestCaseData Case(string name, Reading reading, SigningSource? source) => new TestCaseData(reading, source ?? SigningCases.Source(reading)).SetArgDisplayNames(name);

    private static DateTimeOffset Starts(string date, string time) =>
        SignedCalendar.Of(new DicomDataset().Add(Tags.StudyDate, date).Add(Tags.StudyTime, time), new(SigningCases.Received)).Of(SigningCases.Received);

    private static string? PredecessorOf(DicomDataset report) => report.GetSequence(Tags.PredecessorDocumentsSequence).Single()
        .GetSequence(Tags.ReferencedSeriesSequence).Single().GetSequence(Tags.ReferencedSOPSequence).Single().GetString(Tags.ReferencedSOPInstanceUID);

    private static DicomDataset[] Groups(DicomDataset document) => [.. ReportCases.Tree(document).Where(item => ReportCases.Concept(item) == "125007")];

    private static IEnumerable<DicomDataset> Children(DicomDataset item, string concept) => item.GetSequence(Tags.ContentSequence).Where(child => ReportCases.Concept(child) == concept);

    private static string? Text(DicomDataset item, string concept) => Children(item, concept).FirstOrDefault()?.GetString(Tags.TextValue);

    private static double? Number(DicomDataset item, string concept) => Children(item, concept).Single().GetSequence(Tags.MeasuredValueSequence).Single().GetDouble(Tags.NumericValue);

    private static double Shoelace(double[][] points) =>
        Math.Abs(points.Select((point, index) => (point[0] * points[(index + 1) % points.Length][1]) - (points[(index + 1) % points.Length][0] * point[1])).Sum()) / 2;
}
