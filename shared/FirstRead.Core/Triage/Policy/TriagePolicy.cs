using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage.Policy;

/// <summary>What a new result calls for: the first rule that matches. A document (docs/alerts.md).</summary>
public sealed record TriagePolicy(IReadOnlyList<TriageRule> Rules)
{
    /// <summary>Decides where the rules would keep quiet about a current study at high risk, which a valid policy never does.</summary>
    public const string HighRiskGuard = "high-risk-guard";

    private const string Prior = "prior";
    private const string NoRule = "no-rule";

    public TriageRule Decide(Study study, AnalysisResult result, DateTimeOffset now)
    {
        var rule = Rules.FirstOrDefault(rule => rule.Matches(study, result, now)) ?? new TriageRule(NoRule, new Condition(), TriageAction.Record);
        if (study.Prior)
            return rule.Then == TriageAction.Record ? rule : new TriageRule(Prior, new Condition(Prior: true), TriageAction.Record);
        return rule.Then == TriageAction.Record && result is { Outcome: AnalysisOutcome.Analysed, Risk: Risk.High }
            ? new TriageRule(HighRiskGuard, new Condition(), TriageAction.Alert)
            : rule;
    }

    /// <summary>What is wrong, each with the rule it is about; empty when the policy may be used.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = Rules.SelectMany((rule, index) => rule.Problems().Select(problem => $"rules[{index}].{problem}")).ToList();
        problems.AddRange(Rules.GroupBy(rule => rule.Name).Where(same => same.Count() > 1).Select(same => $"rules: the name '{same.Key}' is given twice"));
        if (Rules is not [.., { When: var last }] || last != new Condition())
            problems.Add("rules: the last must have an empty 'when', so that every result meets a rule");
        problems.AddRange(Silences());
        return problems;
    }

    /// <summary>Rules by which a current study at high risk might call nobody.</summary>
    private IEnumerable<string> Silences()
    {
        for (var index = 0; index < Rules.Count; index++)
        {
            var rule = Rules[index];
            if (rule.Then == TriageAction.Alert && rule.When.FitsAllHighRisk)
                yield break;
            if (rule.Then == TriageAction.Record && rule.When.MayFitHighRisk)
                yield return $"rules[{index}] ('{rule.Name}') might silence a current study at high risk: put a rule before it that alerts for every risk 'high', or exclude that risk";
        }
        yield return "rules: none alerts for every current study at high risk (\"when\": {\"risk\": [\"high\"]}, \"then\": \"alert\")";
    }
}

/// <summary>The policy of this deployment.</summary>
public interface ITriagePolicy
{
    Task<TriagePolicy> GetAsync(CancellationToken cancel);
}
