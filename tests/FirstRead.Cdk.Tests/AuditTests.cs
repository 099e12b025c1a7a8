namespace FirstRead.Cdk.Tests;

/// <summary>What an auditor asks to see.</summary>
public sealed class AuditTests
{
    [Test]
    public void Trail_ReportsEachTouchOfOriginalsAndVault()
    {
        var trail = Template.Default.OfType("AWS::CloudTrail::Trail").Single();
        var selectors = trail.Properties["AdvancedEventSelectors"]!.ToJsonString();
        var incoming = Template.Default.Named("AWS::S3::Bucket", "BucketName", "firstread-incoming-111122223333-us-east-1").Id;
        var vault = Template.Default.Named("AWS::DynamoDB::Table", "TableName", "firstread-vault").Id;

        Assert.That(trail.Properties["EnableLogFileValidation"]!.GetValue<bool>() && trail.Properties["IsLogging"]!.GetValue<bool>());
        Assert.That(selectors, Does.Contain(incoming).And.Contain(vault).And.Not.Contain("readOnly"), "reads and writes");
    }

    [Test]
    public void ReadOfPhi_ByWhoIsNeitherIngestNorReidentify_IsCounted()
    {
        var filter = Template.Default.OfType("AWS::Logs::MetricFilter").Single(filter => filter.Properties["MetricTransformations"]![0]!["MetricName"]!.ToString() == "PhiReadByOthers");
        var pattern = Template.Text(filter.Properties["FilterPattern"]);

        Assert.That(pattern, Does.Contain("!= firstread-ingest").And.Contain("!= firstread-reidentify").And.Contain("$.userIdentity.type != AssumedRole"));
        Assert.That(pattern.Length, Is.LessThanOrEqualTo(1024), "CloudWatch takes no longer one.");
    }

    [TestCase("student")]
    [TestCase("clinical")]
    public void Logs_All_AreEncryptedAndHaveAnEnd(string profile)
    {
        foreach (var log in Template.Of(profile).OfType("AWS::Logs::LogGroup"))
        {
            Assert.That(Template.Text(log.Properties["KmsKeyId"]), Is.EqualTo($"{{{Keys.In(Template.Of(profile), "De-identified")}.Arn}}"), log.Id);
            Assert.That(log.Properties["RetentionInDays"]!.GetValue<int>(), Is.EqualTo(profile == "student" ? 180 : 2192), log.Id);
        }
    }

    [Test]
    public void Keys_All_RotateAndStay()
    {
        var keys = Template.Default.OfType("AWS::KMS::Key");

        Assert.That(keys.Select(key => Template.Text(key.Properties["Description"]).Split(' ')[1].TrimEnd(':')), Is.EquivalentTo(new[] { "De-identified", "PHI", "Secrets" }));
        Assert.That(keys.Select(key => key.Properties["EnableKeyRotation"]!.GetValue<bool>()), Has.All.True);
    }

    [Test]
    public void Distribution_ShowsTheApiASecretThatNoTemplateHolds()
    {
        var origins = Template.Default.OfType("AWS::CloudFront::Distribution").Single().Properties["DistributionConfig"]!["Origins"]!.AsArray();
        var header = origins.Select(origin => origin!["OriginCustomHeaders"]?.AsArray().Single()).Single(header => header is not null)!;

        Assert.That(Template.Text(header["HeaderName"]), Is.EqualTo("x-firstread-origin"));
        Assert.That(Template.Text(header["HeaderValue"]), Is.EqualTo("{{resolve:secretsmanager:firstread/origin-secret:SecretString:current}}"));
    }

    [Test]
    public void Firewall_StandsBeforeTheClinicalDistributionAlone()
    {
        static string Acl(Template template) => Template.Text(template.OfType("AWS::CloudFront::Distribution").Single().Properties["DistributionConfig"]!["WebACLId"]);
        var firewall = Template.Firewall.OfType("AWS::WAFv2::WebACL").Single();

        Assert.That(Acl(Template.Clinical), Does.Contain("Fn::ImportValue"));
        Assert.That(Acl(Template.Default), Is.Empty);
        Assert.That(Template.Text(firewall.Properties["Scope"]), Is.EqualTo("CLOUDFRONT"));
        Assert.That(Template.Firewall.OfType("AWS::WAFv2::LoggingConfiguration").Single().Properties["RedactedFields"]!.ToJsonString(), Does.Contain("authorization").And.Contain("cookie"));
    }

    [Test]
    public void Clinical_Network_HasNoWayToTheInternet()
    {
        Assert.That(Template.Clinical.OfType("AWS::EC2::InternetGateway"), Is.Empty);
        Assert.That(Template.Clinical.OfType("AWS::EC2::NatGateway"), Is.Empty);
        Assert.That(Interfaces(Template.Clinical), Is.EquivalentTo(new[] { "ecr.api", "ecr.dkr", "logs" }));
        Assert.That(Interfaces(Template.Gpu), Is.EquivalentTo(new[] { "ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "logs" }));

        static IEnumerable<string> Interfaces(Template template) => template.OfType("AWS::EC2::VPCEndpoint")
            .Where(endpoint => Template.Text(endpoint.Properties["VpcEndpointType"]) == "Interface")
            .Select(endpoint => Template.Text(endpoint.Properties["ServiceName"]).Replace("com.amazonaws.us-east-1.", "", StringComparison.Ordinal));
    }

    [Test]
    public void Machines_OfClinics_HaveAClientEachThatTheApiTakes()
    {
        var template = Template.Synthesize(new() { ["machineClients"] = "north,south" });
        var machines = template.OfType("AWS::Cognito::UserPoolClient").Where(client => Template.Texts(client.Properties["AllowedOAuthFlows"]).Contains("client_credentials")).ToList();
        var audience = Template.Texts(template.OfType("AWS::ApiGatewayV2::Authorizer").Single().Properties["JwtConfiguration"]!["Audience"]);

        Assert.That(machines.Select(client => Template.Text(client.Properties["ClientName"])), Is.EquivalentTo(new[] { "machine-north", "machine-south" }));
        Assert.That(machines.Select(client => client.Properties["GenerateSecret"]!.GetValue<bool>()), Has.All.True);
        Assert.That(audience, Is.SupersetOf(machines.Select(client => $"{{{client.Id}}}")));
    }
}
