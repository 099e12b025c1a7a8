using FirstRead.Cli.Triage;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Tests.Triage;

public sealed class TriageRunTests
{
    private const string HighRisk = """
        {"study":"north-clinic.00000000000000000000000000000001","attempt":1,"outcome":"analysed","risk":"high","simulated":false,
         "findings":[],"objects":{"overlays":[]},"timingsMs":{},"finishedAt":"2026-11-22T12:00:00Z"}
        """;

    private const string Silent = """{ "rules": [ { "name": "quiet", "when": { "clinic": ["north-clinic"] }, "then": "record" }, { "name": "rest", "when": {}, "then": "alert" } ] }""";

    private const string Night = """
        { "rules": [ { "name": "uncertain-at-night", "when": { "risk": ["indeterminate"], "modality": ["MR"], "clinic": ["south"], "hours": { "zone": "Europe/Berlin", "from": "20:00", "to": "08:00" } }, "then": "alert" },
                     { "name": "high", "when": { "risk": ["high"] }, "then": "alert" }, { "name": "rest", "when": {}, "then": "record" } ] }
        """;

    private const string OnCallRota = """
        { "persons": [ { "id": "ann", "name": "Dr. Ann", "channels": ["sms", "email"], "phone": "+493000000001" } ], "shifts": [], "overrides": [], "fallback": "ann" }
        """;

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("firstread-triage-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Run_ByTheStandardPolicy_SaysTheRuleAndTheExactMessage()
    {
        var (code, said, _) = await RunAsync(null, null, prior: false, HighRisk);
        Assert.That(code, Is.Zero);
        Assert.That(said, Does.Contain("alert, by rule 'high-risk'").And.Match(@"  FirstRead: HIGH RISK, MR study \w{6}\. AI, research use, not for diagnosis\. https://portal\.example\.org/#/s/\w{6}"));
    }

    [Test]
    public async Task Run_OfAPrior_IsRecordedWithoutAMessage()
    {
        var (_, said, _) = await RunAsync(null, null, prior: true, HighRisk);
        Assert.That(said, Does.Contain("record, by rule 'prior'").And.Not.Contain("FirstRead:"));
    }

    [TestCase("2026-11-22T21:30+01:00", "alert, by rule 'uncertain-at-night'")]
    [TestCase("2026-11-22T12:30+01:00", "record, by rule 'rest'")]
    public async Task Run_OfAPolicyWithHours_GoesByTheTimeGiven(string at, string expected)
    {
        var (_, said, _) = await RunAsync(Night, null, prior: false, HighRisk.Replace("\"high\"", "\"indeterminate\""), at: at, clinic: "south");
        Assert.That(said, Does.Contain(expected));
    }

    [Test]
    public async Task Run_OfAPolicyThatSilencesHighRisk_IsRefused()
    {
        var (code, _, errors) = await RunAsync(Silent, null, prior: false, HighRisk);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("rules[0] ('quiet') might silence a current study at high risk"));
    }

    [Test]
    public async Task Run_WithARota_SaysWhomItCalls()
    {
        var (code, said, _) = await RunAsync(null, OnCallRota, prior: false);
        Assert.That((code, said.TrimEnd()), Is.EqualTo((0, $"{Path.Combine(folder, "rota.json")}: at 2026-11-22T12:00:00.0000000+00:00 calls Dr. Ann (sms, email) [nobody-on-call]")));
    }

    [Test]
    public async Task Run_OfWhatIsNoResult_SaysSoAndGoesOn()
    {
        var (code, said, errors) = await RunAsync(null, null, prior: false, "{}", HighRisk);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("result-0.json: is no result"));
        Assert.That(said, Does.Contain("result-1.json: alert"));
    }

    private async Task<(int Code, string Said, string Errors)> RunAsync(string? policy, string? rota, bool prior, params string[] results) =>
        await RunAsync(policy, rota, prior, results, "2026-11-22T12:00Z", null);

    private Task<(int Code, string Said, string Errors)> RunAsync(string? policy, string? rota, bool prior, string result, string at, string clinic) =>
        RunAsync(policy, rota, prior, [result], at, ClinicId.Parse(clinic));

    private async Task<(int Code, string Said, string Errors)> RunAsync(string? policy, string? rota, bool prior, string[] results, string at, ClinicId? clinic)
    {
        var (said, errors) = (new StringWriter(), new StringWriter());
        var run = new TriageRun(new Situation(DateTimeOffset.Parse(at), "MR", clinic, prior), "https://portal.example.org", said, errors);
        var code = await run.RunAsync(Write("policy.json", policy), Write("rota.json", rota), [.. results.Select((result, index) => Write($"result-{index}.json", result)!)], default);
        return (code, said.ToString(), errors.ToString());
    }

    private string? Write(string name, string? content)
    {
        if (content is null)
            return null;
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
