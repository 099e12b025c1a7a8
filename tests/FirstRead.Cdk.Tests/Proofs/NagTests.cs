namespace FirstRead.Cdk.Tests.Proofs;

/// <summary>The template against the rules of AwsSolutions and HIPAA.Security (npm cdk-nag): each finding is fixed or has its reason in cdk/checks/findings.tsv.</summary>
public sealed class NagTests
{
    [TestCase("student")]
    [TestCase("clinical")]
    public async Task Template_EveryFinding_IsFixedOrHasAReason(string profile)
    {
        var findings = await FindAsync(Template.Of(profile).Json);

        Reasons.Hold("findings.tsv", profile, findings);
    }

    [Test]
    public async Task Template_OpenBucket_IsFound()
    {
        var open = Template.Default.Json.Replace("\"BlockPublicAcls\":true", "\"BlockPublicAcls\":false", StringComparison.Ordinal);

        Assert.That((await FindAsync(open)).Select(finding => finding.Rule), Has.Member("S3BucketLevelPublicAccessProhibited"));
    }

    private static async Task<IReadOnlyCollection<(string Rule, string Resource)>> FindAsync(string template)
    {
        NodeScript.Require("cdk-nag");
        var folder = Directory.CreateTempSubdirectory("firstread-nag-");
        try
        {
            var file = Path.Combine(folder.FullName, "template.json");
            await File.WriteAllTextAsync(file, template);
            var (exitCode, output) = await NodeScript.RunAsync(Path.Combine("Proofs", "nag.mjs"), file, NodeScript.Modules, folder.FullName);
            Assert.That(exitCode, Is.Zero, output);
            return [.. output.Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 3).Select(parts => (parts[0], parts[1])).Distinct()];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
