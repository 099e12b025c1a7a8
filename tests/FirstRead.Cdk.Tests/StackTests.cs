using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FirstRead.Core.Identity;

namespace FirstRead.Cdk.Tests;

/// <summary>What holds of the template as a whole.</summary>
public sealed partial class StackTests
{
    private static readonly string[] Stateful =
    [
        "AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::Cognito::UserPool", "AWS::ECR::Repository",
    ];

    [Test]
    public void Stack_Functions_AreTheEightOfTheRepository() => Assert.That(
        Template.Default.OfType("AWS::Lambda::Function").Select(function => Template.Text(function.Properties["FunctionName"])),
        Is.EquivalentTo(new[]
        {
            "firstread-uploads", "firstread-ingest", "firstread-triage", "firstread-reconcile", "firstread-reidentify", "firstread-api", "firstread-erase", "firstread-teaching", "firstread-rotate-secret",
        }));

    [Test]
    public void Stack_WhatHoldsData_OutlivesTheStack() => Assert.That(
        Template.Default.All.Where(resource => Stateful.Contains(resource.Type) && Template.Text(resource.Json["DeletionPolicy"]) != "Retain").Select(resource => resource.Id),
        Is.Empty);

    [TestCase("student")]
    [TestCase("clinical")]
    public void Stack_Resources_StayWellUnderCloudFormationsFiveHundred(string profile) => Assert.That(Template.Of(profile).All.Count(), Is.LessThan(400));

    [TestCase("student")]
    [TestCase("clinical")]
    public void Stack_References_MakeNoCircle(string profile)
    {
        var references = Template.Of(profile).All.ToDictionary(
            resource => resource.Id,
            resource => References(resource.Json).Concat(Template.Texts(resource.Json["DependsOn"])).Where(id => !id.StartsWith("AWS::", StringComparison.Ordinal)).ToHashSet());

        while (references.Where(entry => entry.Value.Count == 0).Select(entry => entry.Key).ToList() is { Count: > 0 } free)
        {
            foreach (var id in free)
                references.Remove(id);
            foreach (var waiting in references.Values)
                waiting.ExceptWith(free);
        }

        Assert.That(references, Is.Empty, "CloudFormation refuses a template whose resources wait for each other.");
    }

    [Test]
    public void Stack_Secrets_HoldNoKey()
    {
        var values = Template.Default.OfType("AWS::SecretsManager::Secret").Select(secret => Template.Text(secret.Properties["SecretString"])).Distinct();

        Assert.That(values, Is.EquivalentTo(new[] { Keyring.Empty, "" }));
        Assert.That(Template.Default.Json, Does.Not.Contain("PRIVATE KEY"));
    }

    [Test]
    public void Stack_Synthesis_IsTheSameTwice() => Assert.That(Template.Synthesize([]).Json, Is.EqualTo(Template.Default.Json));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject reference when reference["Ref"] is { } id => [id.ToString()],
        JsonObject attribute when attribute["Fn::GetAtt"] is JsonArray path => [path[0]!.ToString()],
        JsonObject substitution when substitution["Fn::Sub"] is { } text => Substituted().Matches(text.ToJsonString()).Select(match => match.Groups[1].Value),
        JsonObject members => members.SelectMany(member => References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    [GeneratedRegex(@"\$\{([A-Za-z0-9]+)")]
    private static partial Regex Substituted();
}
