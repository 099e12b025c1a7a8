using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Analysis;
using FirstRead.Core.Tests.Analysis.Results;
using FirstRead.Dicom;

namespace FirstRead.Core.Tests.Review.Signing;

/// <summary>Signed readings of the small MR series of <see cref="ReportCases"/>: 4 slices of 48 by 64 pixels of 0.5 mm, 5 mm apart.</summary>
internal static class SigningCases
{
    public static readonly DateTimeOffset Received = new(2026, 11, 22, 10, 30, 15, TimeSpan.Zero);
    public static readonly ResultReport Report = ReportCases.Series();

    /// <summary>A pentagon whose edges pass between the centres of pixels.</summary>
    public static readonly double[][] Pentagon = [[12.4, 8.2], [30.65, 12.9], [27.3, 33.1], [15.2, 40.6], [5.8, 22.2]];

    public static ReportSource Kept { get; } = new(
        Report.Source,
        Report.Pictures,
        new SourceStack(
            Report.Pictures[0].SeriesInstanceUid, 48, 64, ImageOrientation.From(Pictures.Axial)!, new(0.5, 0.5), 5,
            [.. Report.Pictures.Select((picture, index) => new SourceSlice(picture.SopClassUid, picture.SopInstanceUid, null, new(0, 0, index * 5.0)))]));

    public static ContourDocument Contours { get; } = new(1, "", Report.Study.Value, 1, [.. Report.Findings.Select(finding => finding.Contours)]);

    public static AnalysisResult Result { get; } = new(
        Report.Study, 1, AnalysisOutcome.Analysed, null, Risk.High, Simulated: true, Report.Model, [.. Report.Findings.Select(finding => finding.Finding)],
        new ResultObjects("contours.json", [], "segmentation.dcm") { Report = "report.dcm", ReportSource = "report-source.dcm" }, new Dictionary<string, long>(), Received.AddMinutes(2));

    public static IReadOnlyList<Instance> Instances { get; } =
    [
        .. Report.Pictures.Select((picture, index) => Pictures.Instance(picture.SopInstanceUid, [0, 0, index * 5.0]) with
        {
            Study = Report.Study,
            SeriesInstanceUid = picture.SeriesInstanceUid,
            Rows = 64,
            Columns = 48,
        }),
    ];

    public static SigningSource Source(Reading reading) => SigningSource.Of(reading, Instances, Kept, Contours);

    /// <summary>F1 accepted, F2 rejected.</summary>
    public static Reading Accepted() => Signed(Start(), Accept("F1"), Reject("F2"));

    /// <summary>F1 amended on two slices, F2 accepted; an own finding with an outline on the stack, and one by a point.</summary>
    public static Reading Amended()
    {
        var reading = Start();
        DrawnContour[] drawn = [.. Report.Pictures.Take(2).Select(picture => new DrawnContour(picture.SopInstanceUid, 1, Pentagon))];
        reading = With(reading, reading.Add(new("R1", "Old bleeding", FindingCodes.Find("SCT", "50960005")!, [new(Report.Pictures[3].SopInstanceUid, 1, [[1, 1], [9, 1], [9, 6], [1, 6]])], null, "Dr. A", Received)));
        reading = With(reading, reading.Add(new("R2", "Nodule", FindingCodes.Find("SCT", "27925004")!, [], new(Report.Pictures[2].SopInstanceUid, 1, 20.25, 31), "Dr. A", Received)));
        return Signed(reading, Accept("F1") with { Verdict = Verdict.Amend, Contours = drawn }, Accept("F2"));
    }

    /// <summary>Words were added two hours later.</summary>
    public static Reading Appended()
    {
        var reading = WithObjects(Amended());
        return With(reading, reading.Append("Discussed with the ward.", "Dr. B", "sub-b", Received.AddHours(3)));
    }

    /// <summary>No model read it.</summary>
    public static Reading Unread()
    {
        var reading = new Reading(Start().Study with { ResultAttempt = 0, Status = StudyStatus.NotApplicable, Simulated = false }, null, []);
        return With(reading, reading.Sign("Normal.", "Dr. A", "sub-a", Received.AddHours(1)));
    }

    public static Reading Start() => new(
        Sample.Study() with { Id = Report.Study, StudyInstanceUid = "2.25.5", Simulated = true, Times = new StudyTimes(Received) }, Result, []);

    public static Reading WithObjects(Reading reading)
    {
        var (round, act) = (reading.Rounds[^1], "0f");
        var keys = SignedObjects.Build(reading, Source(reading)).Select(one => Core.Storage.ObjectKeys.Signed(reading.Study.Id, round.Number, act, one.Name));
        return reading with { Rounds = [.. reading.Rounds.SkipLast(1), round with { Signature = round.Signature! with { Act = act, Objects = [.. keys] } }] };
    }

    /// <summary>As another reader would see them.</summary>
    public static IReadOnlyDictionary<string, Dicom.Datasets.DicomDataset> Objects(Reading reading, SigningSource? source = null) =>
        SignedObjects.Build(reading, source ?? Source(reading)).ToDictionary(one => one.Name, one => ReportCases.Stored(one.Document));

    private static Reading Signed(Reading reading, params FindingDecision[] decisions)
    {
        foreach (var decision in decisions)
            reading = With(reading, reading.Decide(decision));
        reading = With(reading, reading.Sign("Ring-enhancing mass.", "Dr. A", "sub-a", Received.AddHours(1), critical: Told(reading)));
        return reading with { Rounds = [.. reading.Rounds.SkipLast(1), SignedObjects.Measured(reading.Rounds[^1], Source(reading))] };
    }

    private static CriticalResult? Told(Reading reading) => reading.CriticalAmong([]) is [_, ..] critical
        ? new(critical, new Communication("Dr. Meier, ward 3", CommunicationMeans.Phone, Received.AddMinutes(52), true, "Dr. A", "sub-a", Received.AddHours(1)))
        : null;

    private static FindingDecision Accept(string finding) => new(1, finding, Verdict.Accept, null, "Dr. A", Received.AddMinutes(30));

    private static FindingDecision Reject(string finding) => Accept(finding) with { Verdict = Verdict.Reject, Reason = "vessel" };

    private static Reading With(Reading reading, ReviewOutcome outcome)
    {
        var changed = (ReviewOutcome.Changed)outcome;
        return reading with { Study = changed.Study, Rounds = [.. reading.Rounds.Where(round => round.Number != changed.Round.Number), changed.Round] };
    }
}
