namespace FirstRead.Cdk.Tests;

/// <summary>What the cost model bills while nothing happens (shared/FirstRead.Core/Cost/standing.tsv) is what the template makes.</summary>
public sealed class StandingCostTests
{
    [TestCase("student")]
    [TestCase("clinical")]
    public void Standing_Quantities_AreTheTemplates(string profile)
    {
        var template = Template.Of(profile);
        int Count(string type) => template.OfType(type).Count;
        var endpoints = template.OfType("AWS::EC2::VPCEndpoint").Where(endpoint => Template.Text(endpoint.Properties["VpcEndpointType"]) == "Interface");
        var firewall = profile == "clinical" ? Template.Firewall.OfType("AWS::WAFv2::WebACL").Single() : null;
        Dictionary<string, int> expected = new()
        {
            ["kms.key"] = Count("AWS::KMS::Key"),
            ["secret"] = Count("AWS::SecretsManager::Secret"),
            ["alarm"] = Count("AWS::CloudWatch::Alarm"),
            ["dashboard"] = Count("AWS::CloudWatch::Dashboard"),
            ["endpoint.hour"] = 730 * endpoints.Sum(endpoint => endpoint.Properties["SubnetIds"]!.AsArray().Count),
            ["firewall.acl"] = firewall is null ? 0 : 1,
            ["firewall.rule"] = firewall?.Properties["Rules"]!.AsArray().Count ?? 0,
        };
        var billed = File.ReadLines(Path.Combine(RepositoryFolders.Root, "shared", "FirstRead.Core", "Cost", "standing.tsv")).Select(line => line.Split('\t'))
            .Where(row => row[0] == profile && expected.ContainsKey(row[1])).ToDictionary(row => row[1], row => int.Parse(row[2]));

        Assert.That(billed, Is.EquivalentTo(expected.Where(entry => entry.Value > 0)));
        Assert.That(Count("AWS::EC2::NatGateway") + Count("AWS::ECS::Service"), Is.Zero, "what would cost while idle and is in no row");
    }
}
