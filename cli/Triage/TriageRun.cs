using System.Text.Json;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Cli.Triage;

/// <summary>Goes through documents and results; nothing is sent and nothing stored.</summary>
public sealed class TriageRun(Situation situation, string portal, TextWriter output, TextWriter errors)
{
    /// <returns>0; 1 where a document is refused or a result cannot be read.</returns>
    public async Task<int> RunAsync(string? policyPath, string? rotaPath, IReadOnlyList<string> results, CancellationToken cancel)
    {
        var policy = policyPath is null ? PolicyDocument.Standard : await ReadAsync(policyPath, PolicyDocument.Parse, cancel);
        var rota = rotaPath is null ? Rota.Empty : await ReadAsync(rotaPath, RotaDocument.Parse, cancel);
        if (policy is null || rota is null)
            return 1;
        if (policyPath is not null)
            output.WriteLine($"{policyPath}: {policy.Rules.Count} rules, no current study at high risk is silenced");
        if (rotaPath is not null)
            output.WriteLine($"{rotaPath}: at {situation.At:O} calls {Describe(rota.OrderAt(situation.At))}");
        var text = TextFor();
        var unread = 0;
        foreach (var path in results)
            if (await ReadAsync(path, Parse, cancel) is { } result)
                Write(path, Decide(policy, result), text);
            else
                unread++;
        return unread > 0 ? 1 : 0;
    }

    private (TriageRule Rule, Study Study, Risk Risk) Decide(TriagePolicy policy, AnalysisResult result)
    {
        var id = situation.Clinic is { } clinic ? StudyId.Parse($"{clinic}{result.Study.Value[result.Study.Value.IndexOf('.')..]}") : result.Study;
        var study = new Study(
            id, StudyInstanceUid: "", PatientToken.From(0), StudyStatus.Analysed, result.Reason, Incomplete: false, result.Simulated, Priority.Routine,
            result.Risk, result.Risk, situation.Modality, BodyPart: null, CleanedQuestion: null, situation.Prior, InstanceCount: 0,
            result.Attempt, result.Attempt, new StudyTimes(situation.At), Revision: 0);
        return (policy.Decide(study, result, situation.At), study, result.Risk);
    }

    private void Write(string path, (TriageRule Rule, Study Study, Risk Risk) decided, AlertText text)
    {
        var alerts = decided.Rule.Then == TriageAction.Alert;
        output.WriteLine($"{path}: {(alerts ? "alert" : "record")}, by rule '{decided.Rule.Name}'");
        if (alerts)
            output.WriteLine($"  {text.For(decided.Study, decided.Risk)}");
    }

    private static string Describe(CallOrder order)
    {
        var persons = order.Persons.Select(person => $"{person.Name} ({string.Join(", ", person.Channels.Select(MessageChannelNames.Of))})");
        return $"{string.Join(", then ", persons)}{(order.Problem is { } problem ? $" [{problem}]" : "")}";
    }

    private AlertText TextFor()
    {
        try
        {
            return new AlertText(new Uri(portal));
        }
        catch (FormatException problem)
        {
            throw new CommandException($"--portal: {problem.Message}");
        }
    }

    /// <summary>Null when the file is refused: why is said.</summary>
    private async Task<T?> ReadAsync<T>(string path, Func<string, T> parse, CancellationToken cancel) where T : class
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file '{path}'.");
        try
        {
            return parse(await File.ReadAllTextAsync(path, cancel));
        }
        catch (FormatException refused)
        {
            foreach (var line in refused.Message.Split('\n'))
                errors.WriteLine($"{path}: {line}");
            return null;
        }
    }

    private static AnalysisResult Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AnalysisJson.Default.AnalysisResult) is { Study.Value: not null, Findings: not null } result
                ? result
                : throw new FormatException("is no result");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"is no result: {problem.Message}", problem);
        }
    }
}
