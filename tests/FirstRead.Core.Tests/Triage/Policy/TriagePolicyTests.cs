using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Review;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Core.Tests.Triage.Policy;

public sealed class TriagePolicyTests
{
    private static readonly DateTimeOffset Now = Sample.Noon;

    [TestCase(false, AnalysisOutcome.Analysed, Risk.High, "high-risk", TriageAction.Alert)]
    [TestCase(true, AnalysisOutcome.Analysed, Risk.High, "prior", TriageAction.Record)]
    [TestCase(false, AnalysisOutcome.Analysed, Risk.Indeterminate, "not-high-risk", TriageAction.Record)]
    [TestCase(false, AnalysisOutcome.Analysed, Risk.NoFinding, "not-high-risk", TriageAction.Record)]
    [TestCase(false, AnalysisOutcome.Analysed, Risk.Undetermined, "not-high-risk", TriageAction.Record)]
    [TestCase(false, AnalysisOutcome.NotApplicable, Risk.Undetermined, "not-applicable", TriageAction.Record)]
    [TestCase(false, AnalysisOutcome.Failed, Risk.Undetermined, "failed", TriageAction.Record)]
    public void Standard_EachKindOfResult_NamesItsRule(bool prior, AnalysisOutcome outcome, Risk risk, string rule, TriageAction action)
    {
        var decided = PolicyDocument.Standard.Decide(Sample.Study() with { Prior = prior, Incomplete = true }, Sample.Result(outcome, risk), Now);
        Assert.That((decided.Name, decided.Then), Is.EqualTo((rule, action)));
    }

    private const string Document = """
        { "rules": [
          { "name": "glioma-at-night", "then": "alert", "when": {
              "prior": false, "outcome": "analysed", "risk": ["indeterminate", "high"], "finding": { "scheme": "SCT", "code": "126952004", "confidence": 0.8 },
              "clinic": ["north"], "modality": ["MR", "CT"], "hours": { "zone": "Europe/Berlin", "from": "20:00", "to": "08:00", "days": ["sun"] } } },
          { "name": "high-risk", "when": { "risk": ["high"] }, "then": "alert" },
          { "name": "rest", "when": {}, "then": "record" } ] }
        """;

    [TestCase("""{}""", true)]
    [TestCase("""{"risk": "no-finding"}""", false)]
    [TestCase("""{"confidence": 0.79}""", false)]
    [TestCase("""{"confidence": 0.8}""", true)]
    [TestCase("""{"code": "72704001"}""", false)]
    [TestCase("""{"clinic": "south"}""", false)]
    [TestCase("""{"modality": "DX"}""", false)]
    [TestCase("""{"at": "2026-11-22T19:59:00+01:00"}""", false)]
    [TestCase("""{"at": "2026-11-23T07:59:00+01:00"}""", true)]
    [TestCase("""{"at": "2026-11-23T20:00:00+01:00"}""", false)]
    public void Rule_EachCondition_MustHold(string change, bool holds)
    {
        var changes = System.Text.Json.JsonDocument.Parse(change).RootElement;
        string Text(string name, string standard) => changes.TryGetProperty(name, out var value) ? value.ToString() : standard;
        var result = Sample.Result(risk: StoredNames.Parse<Risk>(Text("risk", "indeterminate")), findings: ["f1"]);
        var finding = result.Findings[0] with { Code = new CodedConcept(Text("code", "126952004"), "SCT", "x"), Confidence = double.Parse(Text("confidence", "0.9")) };
        var study = Sample.Study() with { Id = StudyId.From(ClinicId.Parse(Text("clinic", "north")), 1), Modality = Text("modality", "MR") };
        var decided = PolicyDocument.Parse(Document).Decide(study, result with { Findings = [finding] }, DateTimeOffset.Parse(Text("at", "2026-11-22T21:00:00+01:00")));
        Assert.That(decided.Name, Is.EqualTo(holds ? "glioma-at-night" : "rest"));
    }

    [Test]
    public void Document_OfEveryMember_IsReadAndWrittenAlike() => Assert.That(
        PolicyDocument.Write(PolicyDocument.Parse(PolicyDocument.Write(PolicyDocument.Parse(Document)))), Is.EqualTo(PolicyDocument.Write(PolicyDocument.Parse(Document))));

    [Test]
    public void Document_Written_HasNoMemberThatNobodyMayWrite()
    {
        Assert.That(PolicyDocument.Write(PolicyDocument.Standard), Does.Not.Contain("HighRisk"));
        Assert.That(() => PolicyDocument.Parse("""{"rules": [{"name": "all", "when": {"mayFitHighRisk": true}, "then": "alert"}]}"""), Throws.Nothing, "written by an earlier version");
    }

    [TestCase("\"when\": {}, \"then\": \"record\"", "\"when\": {\"prior\": false}, \"then\": \"record\"", "the last must have an empty 'when'")]
    [TestCase("\"risk\": [\"high\"] }, \"then\": \"alert\"", "\"risk\": [\"high\"] }, \"then\": \"record\"", "rules[1] ('high-risk') might silence")]
    [TestCase("\"risk\": [\"high\"] }, \"then\": \"alert\"", "\"risk\": [\"high\"], \"modality\": [\"MR\"] }, \"then\": \"alert\"", "rules[2] ('rest') might silence")]
    [TestCase("\"then\": \"alert\", \"when\"", "\"then\": \"record\", \"when\"", "rules[0] ('glioma-at-night') might silence")]
    [TestCase("\"prior\": false", "\"prior\": true", "a prior study never alerts")]
    [TestCase("\"rest\"", "\"high-risk\"", "'high-risk' is given twice")]
    [TestCase("\"rest\"", "\"high-risk-guard\"", "rules[2].name")]
    [TestCase("0.8", "1.1", "finding.confidence must be 0 to 1")]
    [TestCase("\"scheme\": \"SCT\", ", "", "scheme and code together")]
    [TestCase("[\"north\"]", "[]", "must name one at least")]
    [TestCase("Europe/Berlin", "Nowhere", "hours.zone 'Nowhere'")]
    [TestCase("\"high\"]", "\"huge\"]", "huge")]
    [TestCase("\"record\"", "\"ignore\"", "'ignore' is no action")]
    [TestCase("\"clinic\"", "\"clinics\"", "clinics")]
    public void Document_ThatIsWrong_IsRefusedByItsMember(string right, string wrong, string message) =>
        Assert.That(() => PolicyDocument.Parse(Document.Replace(right, wrong)), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void Policy_ThatIsValid_NeverSilencesACurrentStudyAtHighRisk()
    {
        var random = new Random(11);
        var (valid, refused) = (0, 0);
        for (var tries = 0; tries < 3000; tries++)
        {
            var policy = RandomPolicy(random);
            var silenced = Studies().FirstOrDefault(study => Silent(policy, study));
            if (policy.Problems().Count == 0)
            {
                valid++;
                Assert.That(silenced, Is.Null, PolicyDocument.Write(policy));
            }
            else if (silenced is not null)
            {
                refused++;
                Assert.That(policy.Decide(silenced, High(), Now), Has.Property("Name").EqualTo("high-risk-guard").And.Property("Then").EqualTo(TriageAction.Alert));
            }
        }
        Assert.That((valid > 100, refused > 100), Is.EqualTo((true, true)), $"{valid} valid, {refused} refused");

        static bool Silent(TriagePolicy policy, Study study) => policy.Rules.FirstOrDefault(rule => rule.Matches(study, High(), Now))?.Then != TriageAction.Alert;
        static AnalysisResult High() => Sample.Result(findings: ["f1"]);
        static IEnumerable<Study> Studies() => new[] { "north", "south" }.SelectMany(clinic => new[] { "MR", "CT", null }.Select(modality =>
            Sample.Study() with { Id = StudyId.From(ClinicId.Parse(clinic), 1), Modality = modality }));
    }

    [Test]
    public void Policy_ThatCallsForAPrior_IsOverruled() => Assert.That(
        new TriagePolicy([new TriageRule("all", new Condition(), TriageAction.Alert)]).Decide(Sample.Study() with { Prior = true }, Sample.Result(), Now),
        Has.Property("Name").EqualTo("prior").And.Property("Then").EqualTo(TriageAction.Record));

    private static TriagePolicy RandomPolicy(Random random)
    {
        var rules = Enumerable.Range(0, random.Next(1, 4)).Select(index => new TriageRule($"r{index}", RandomCondition(), random.Next(2) == 0 ? TriageAction.Alert : TriageAction.Record));
        return new TriagePolicy([.. rules, new TriageRule("rest", new Condition(), random.Next(4) == 0 ? TriageAction.Alert : TriageAction.Record)]);

        Condition RandomCondition() => new(
            Maybe(() => (bool?)(random.Next(2) == 0)),
            Maybe(() => (AnalysisOutcome?)random.Next(3)),
            Maybe<IReadOnlyList<Risk>>(() => [(Risk)random.Next(4), (Risk)random.Next(4)]),
            random.Next(5) == 0 ? new FindingCondition(Confidence: random.NextDouble()) : null,
            random.Next(5) == 0 ? ["north"] : null,
            random.Next(5) == 0 ? ["MR"] : null,
            random.Next(5) == 0 ? new LocalHours("UTC", new TimeOnly(random.Next(24), 0), new TimeOnly(random.Next(24), 0)) : null);
        T? Maybe<T>(Func<T> make) => random.Next(2) == 0 ? make() : default;
    }
}
