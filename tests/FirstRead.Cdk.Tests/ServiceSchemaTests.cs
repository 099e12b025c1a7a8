namespace FirstRead.Cdk.Tests;

/// <summary>The template against CloudFormation's resource schemas, without an account (npm @aws-cdk/aws-service-spec).</summary>
public sealed class ServiceSchemaTests
{
    [TestCase("student")]
    [TestCase("clinical")]
    [TestCase("gpu")]
    public async Task Template_EveryProperty_IsKnownAndNoneIsMissing(string profile)
    {
        var (exitCode, output) = await CheckAsync(Template.Of(profile).Json);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Match("^[0-9]{3} resources, 0 problems"));
    }

    [Test]
    public async Task Firewall_EveryProperty_IsKnownAndNoneIsMissing()
    {
        var (exitCode, output) = await CheckAsync(Template.Firewall.Json);

        Assert.That(exitCode, Is.Zero, output);
    }

    [Test]
    public async Task Template_MisspelledProperty_IsReported()
    {
        var (exitCode, output) = await CheckAsync(Template.Default.Json.Replace("\"KmsMasterKeyId\"", "\"KmsMasterKey\"", StringComparison.Ordinal));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("KmsMasterKey\n").And.Contain("2 problems"));
    }

    private static async Task<(int ExitCode, string Output)> CheckAsync(string template)
    {
        NodeScript.Require("@aws-cdk/aws-service-spec");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, template);
            return await NodeScript.RunAsync("template-check.mjs", file, NodeScript.Modules);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
