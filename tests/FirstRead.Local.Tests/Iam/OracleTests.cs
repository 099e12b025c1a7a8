using System.Diagnostics;
using System.Text.Json.Nodes;
using FirstRead.Local.Iam;
using FirstRead.Local.Template;

namespace FirstRead.Local.Tests.Iam;

/// <summary>
/// Our evaluation against another's (npm @cloud-copilot/iam-simulate): every role of the template, each action that any role has, on a
/// resource of each pattern, with each value that a condition asks for and one that it does not.
/// </summary>
public sealed class OracleTests
{
    private const string Package = "@cloud-copilot/iam-simulate";
    private const string Other = "other";

    private readonly StackTemplate _template = StackTemplate.Read(StackTemplate.StandardPath);

    [Test]
    public async Task Verdict_OnEveryStatementOfTheTemplate_IsTheOraclesToo()
    {
        var modules = Path.Combine(LocalOptions.FindRepository(), "node_modules");
        if (!Directory.Exists(Path.Combine(modules, Package)))
            Assert.Ignore($"npm ci has not installed {Package}.");
        var questions = Questions().ToList();

        var answers = await AskAsync(questions, modules);

        var compared = questions.Zip(answers).Where(pair => !pair.Second.StartsWith("error", StringComparison.Ordinal)).ToList();
        Assert.That(compared.Where(pair => Ours(pair.First) != pair.Second).Select(pair => $"{pair.Second}, ours {Ours(pair.First)}: {pair.First}").Take(20), Is.Empty);
        Assert.That(compared.Count(pair => pair.Second == "Allowed"), Is.GreaterThan(100), "few are comparable: what does the oracle refuse to answer?");
        Assert.That(compared.Select(pair => pair.Second).Distinct(), Is.SupersetOf(new[] { "Allowed", "ImplicitlyDenied" }));
    }

    private IEnumerable<Question> Questions()
    {
        var roles = StackRoles.Of(_template).Values.ToList();
        var statements = roles.SelectMany(role => role.Statements).ToList();
        var actions = statements.SelectMany(statement => statement.Actions).Distinct().ToList();
        var resources = statements.SelectMany(statement => statement.Resources).Where(pattern => pattern != "*").Select(Sample).Distinct().ToList();
        return from role in roles
               from action in actions
               from resource in resources
               where resource.StartsWith("arn:", StringComparison.Ordinal) && resource.Split(':')[2] == action.Split(':')[0]
               from context in Contexts(statements.Where(statement => statement.Actions.Contains(action)))
               select new Question(role, action, resource, context);
    }

    /// <summary>What the statements' conditions name: nothing given, each value given, another given.</summary>
    private static IEnumerable<IReadOnlyList<(string Key, string Value)>> Contexts(IEnumerable<PolicyStatement> statements)
    {
        var sets = statements.SelectMany(statement => statement.Conditions).Select(condition => (condition.Key, condition.Values)).ToList();
        yield return [];
        if (sets.Count == 0)
            yield break;
        yield return [.. sets.DistinctBy(set => set.Key).Select(set => (set.Key, Other))];
        foreach (var chosen in sets.Where(set => set.Values[0] is not ("true" or "false")).SelectMany(set => set.Values.Select(value => (set.Key, Value: Sample(value)))).Distinct())
            yield return [chosen, .. sets.Where(set => set.Key != chosen.Key && set.Values[0] is not ("true" or "false")).DistinctBy(set => set.Key).Select(set => (set.Key, Sample(set.Values[0])))];
    }

    private static string Sample(string pattern) => pattern.Replace("*", "x", StringComparison.Ordinal).Replace('?', 'a');

    private string Ours(Question question)
    {
        var request = AccessRequest.Of(question.Action, question.Resource, question.Context.Select(each => (each.Key, (IReadOnlyList<string>)[each.Value])));
        return Evaluation.Of(question.Role, request, new ResourcePolicies(_template).Of(question.Resource)) switch
        {
            Verdict.Allowed => "Allowed",
            Verdict.NotAllowed => "ImplicitlyDenied",
            _ => "ExplicitlyDenied",
        };
    }

    private async Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<Question> questions, string modules)
    {
        using var folder = new TemporaryFolder();
        var policies = Policies();
        var asked = new JsonArray([.. questions.Select(question => new JsonObject
        {
            ["principal"] = question.Role.RoleArn,
            ["action"] = question.Action,
            ["resource"] = question.Resource,
            ["own"] = question.Role.Name,
            ["standing"] = policies.ContainsKey(Bucket(question.Resource)) ? Bucket(question.Resource) : null,
            ["context"] = new JsonObject([
                KeyValuePair.Create("aws:SecureTransport", (JsonNode?)"true"), KeyValuePair.Create("s3:TlsVersion", (JsonNode?)"1.3"),
                .. question.Context.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)(each.Key.StartsWith("dynamodb:", StringComparison.Ordinal) && each.Key.EndsWith('s') && each.Key != "dynamodb:ReturnValues" ? new JsonArray(each.Value) : each.Value)))]),
        })]);
        await File.WriteAllTextAsync(folder.At("questions.json"), new JsonObject { ["policies"] = policies, ["questions"] = asked }.ToJsonString());
        var script = Path.Combine(AppContext.BaseDirectory, "Iam", "simulate.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, folder.At("questions.json"), modules]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.That(node.ExitCode, Is.Zero, await errors);
        return output.TrimEnd().Split('\n');
    }

    /// <summary>By role, and by the ARN of what they stand at.</summary>
    private JsonObject Policies()
    {
        var policies = new JsonObject();
        foreach (var role in _template.OfType("AWS::IAM::Role"))
            policies[PhysicalNames.Name(role)] = Document(role.Items("Policies").Select(policy => policy["PolicyDocument"]!)
                .Concat(_template.OfType("AWS::IAM::Policy").Where(policy => policy.Items("Roles").Any(name => name.ToString() == PhysicalNames.Name(role))).Select(policy => policy["PolicyDocument"]!)));
        foreach (var policy in _template.OfType("AWS::S3::BucketPolicy"))
            policies[$"arn:aws:s3:::{policy.Text("Bucket")}"] = Document([policy["PolicyDocument"]!]);
        foreach (var key in _template.OfType("AWS::KMS::Key"))
            policies[PhysicalNames.Arn(key)] = Document([key["KeyPolicy"]!]);
        return policies;
    }

    private static JsonObject Document(IEnumerable<JsonNode> documents) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. documents.SelectMany(document => document["Statement"]!.AsArray()).Select(statement => statement!.DeepClone())]),
    };

    private static string Bucket(string resource) => resource.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) ? resource.Split('/')[0] : resource;

    private sealed record Question(Principal Role, string Action, string Resource, IReadOnlyList<(string Key, string Value)> Context)
    {
        public override string ToString() => $"{Role.Name} {Action} {Resource} {string.Join(' ', Context)}";
    }
}
