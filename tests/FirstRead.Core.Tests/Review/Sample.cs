using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Review;

/// <summary>A study and a result to vary with <c>with</c>.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly StudyId Id = StudyId.From(ClinicId.Parse("north"), 0x1234);

    public static Study Study(StudyStatus status = StudyStatus.Analysed, int resultAttempt = 1) => new(
        Id, "2.25.1", PatientToken.From(1), status, Reason: null, Incomplete: false, Simulated: false, Priority.Routine,
        Risk.High, Risk.High, "MR", "BRAIN", CleanedQuestion: null, Prior: false, InstanceCount: 20, Attempt: resultAttempt,
        ResultAttempt: resultAttempt, new StudyTimes(Noon), Revision: 7);

    public static AnalysisResult Result(AnalysisOutcome outcome = AnalysisOutcome.Analysed, Risk risk = Risk.High, params string[] findings) => new(
        Id, Attempt: 1, outcome, Reason: null, risk, Simulated: false, Model: null, [.. findings.Select(Finding)],
        new ResultObjects(null, [], null), new Dictionary<string, long>(), Noon);

    private static Finding Finding(string id) => new(
        id, "Neoplasm", new CodedConcept("126952004", "SCT", "Neoplasm of brain"), 0.9, new Dictionary<string, double>(),
        "2.25.2", "2.25.3", KeyFrame: 0, SliceCount: 3, AreaMm2: 100, DiameterMm: 12, VolumeMm3: 900, HighRisk: true);
}
