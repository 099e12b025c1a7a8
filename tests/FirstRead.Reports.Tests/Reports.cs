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

    private static Reading After(Reading reading, ReviewOutcome outcome)
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
