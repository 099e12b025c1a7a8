using FirstRead.Core.Analysis;
using FirstRead.Core.Identity;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Reports.Tests;

/// <summary>Reports of one study with two findings, in every state of review, made by the acts that make them.</summary>
internal static class Reports
{
    public const string Impression = "Enhancing mass of the left frontal lobe, 34 mm. Neurosurgical referral is advised.";
    public const string Addendum = "Compared with the outside study of March: the mass has grown by 6 mm.";
    public const string Reason = "choroid plexus";

    private static readonly UploadId Upload = UploadId.From(1);

    public static IReadOnlyList<Instance> Instances { get; } = [.. Enumerable.Range(1, 20).Select(number => Given.Instance((uint)number, Given.StudyId(), Upload))];

    public static AnalysisResult Result { get; } = Given.Result(Given.StudyId(), 3) with
    {
        Simulated = false,
        Findings = [Mass("F1", 0.9375, true), Mass("F2", 0.41, false) with { VolumeMm3 = null, Types = new Dictionary<string, double>() }],
    };

    public static ReportSubject Pseudonymous { get; } = new ReportSubject.Pseudonymous(PatientToken.From(1));

    public static ReportSubject Released { get; } = new ReportSubject.Released(
        new PatientIdentity(PatientToken.From(1), 100, "MRN-4711", "NORTH", "Muñoz^Inés^María^Dr^", "19710304", "F"),
        new StudyIdentity(Given.StudyId(), PatientToken.From(1), "1.2.826.0.1.77.1", "ACC-99", "20261118", "101500"),
        Instances.ToDictionary(
            instance => instance.SopInstanceUid,
            instance => new InstanceIdentity(Given.StudyId(), instance.SopInstanceUid, $"1.2.826.0.1.77.3.{instance.InstanceNumber}", "1.2.826.0.1.77.2")));

    public static RadiologyReport Preliminary(ReportSubject? subject = null) => Of(Start(), subject);

    /// <summary>F1 accepted, F2 rejected, signed.</summary>
    public static RadiologyReport Final(ReportSubject? subject = null) => Of(Signed(Start()), subject);

    /// <summary>A new result came after signing, and was signed too.</summary>
    public static RadiologyReport Amended(ReportSubject? subject = null)
    {
        var reopened = Reopened();
        return Of(Signed(reopened, Addendum, Given.Now.AddDays(1)), subject);
    }

    public static OwnFinding Own { get; } = new("R1", "Old bleeding", FindingCodes.Find("SCT", "50960005")!, [], new DrawnPoint("2.25.1002", 1, 12.5, 80), "Dr Ada Reader", Given.Now.AddMinutes(50));

    /// <summary>F1 amended, F2 rejected, one finding of the radiologist's own, signed.</summary>
    public static RadiologyReport Reviewed(ReportSubject? subject = null) => Of(ReviewedReading(), subject);

    /// <summary>A later result came, and the own finding was rejected with it in view.</summary>
    public static RadiologyReport Withdrawn()
    {
        var first = ReviewedReading();
        var reopened = first with
        {
            Study = first.Study with { Times = first.Study.Times with { SignedAt = null }, ResultAttempt = 4 },
            Result = Result with { Attempt = 4 },
        };
        return Of(Signed(After(reopened, reopened.Decide(new(4, "R1", Verdict.Reject, "vessel", "Dr Ada Reader", Given.Now)))));
    }

    public static Reading ReviewedReading()
    {
        var drawn = new FindingDecision(3, "F1", Verdict.Amend, null, "Dr Ada Reader", Given.Now.AddMinutes(40), [new("2.25.1004", 1, [[10, 10], [50, 12], [30, 60]])],
            new DrawnMeasures("2.25.7", "2.25.1004", 1, 1, 240.5, 21.5, null));
        var reading = After(Start(), Start().Decide(drawn));
        reading = After(reading, reading.Decide(new(3, "F2", Verdict.Reject, Reason, "Dr Ada Reader", Given.Now)));
        reading = After(reading, reading.Add(Own));
        return After(reading, reading.Sign(Impression, "Dr Ada Reader", "sub-1", Given.Now.AddHours(1)));
    }

    /// <summary>Signed once, then late pictures came and a new result.</summary>
    public static Reading Reopened()
    {
        var first = Signed(Start());
        return first with
        {
            Study = first.Study with { Times = first.Study.Times with { SignedAt = null }, ResultAttempt = 4 },
            Result = Result with { Attempt = 4 },
        };
    }

    public static RadiologyReport Of(Reading reading, ReportSubject? subject = null) =>
        new(reading, Instances, subject ?? Pseudonymous);

    public static Reading Start() => new(
        Given.Study() with { Status = StudyStatus.Analysed, Attempt = 3, ResultAttempt = 3, CleanedQuestion = "headache, new seizure; mass?", InstanceCount = 20 },
        Result,
        []);

    private static Reading Signed(Reading reading, string impression = Impression, DateTimeOffset? at = null)
    {
        var (attempt, time) = (reading.Study.ResultAttempt, at ?? Given.Now.AddHours(1));
        reading = After(reading, reading.Decide(new(attempt, "F1", Verdict.Accept, null, "Dr Ada Reader", time)));
        reading = After(reading, reading.Decide(new(attempt, "F2", Verdict.Reject, Reason, "Dr Ada Reader", time)));
        return After(reading, reading.Sign(impression, "Dr Ada Reader", "sub-1", time));
    }

    public static Reading After(Reading reading, ReviewOutcome outcome)
    {
        var changed = (ReviewOutcome.Changed)outcome;
        return reading with
        {
            Study = changed.Study,
            Rounds = [.. reading.Rounds.Where(round => round.Number != changed.Round.Number), changed.Round],
        };
    }

    private static Finding Mass(string id, double confidence, bool high) => Given.Result(Given.StudyId(), 3).Findings[0] with
    {
        Id = id,
        Confidence = confidence,
        HighRisk = high,
        VolumeMm3 = 21_400,
    };
}
