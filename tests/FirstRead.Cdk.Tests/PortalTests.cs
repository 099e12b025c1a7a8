using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Cdk.Tests;

public sealed class PortalTests
{
    private static JsonNode Distribution => Template.Default.OfType("AWS::CloudFront::Distribution").Single().Properties["DistributionConfig"]!;

    [Test]
    public void Paths_OfPicturesAndResults_NeedSignedCookies()
    {
        var behaviors = Distribution["CacheBehaviors"]!.AsArray().ToDictionary(behavior => Template.Text(behavior!["PathPattern"]));

        Assert.That(behaviors.Keys, Is.EquivalentTo(new[] { "/api/*", "/pixels/*", "/teaching/*", "/results/*" }));
        Assert.That(behaviors["/pixels/*"]!["TrustedKeyGroups"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(behaviors["/teaching/*"]!["TrustedKeyGroups"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(behaviors["/results/*"]!["TrustedKeyGroups"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Buckets_BehindTheDistribution_AreReadByItAlone()
    {
        var readers = Template.Default.OfType("AWS::S3::BucketPolicy")
            .Where(policy => policy.Properties["PolicyDocument"]!.ToJsonString().Contains("cloudfront.amazonaws.com", StringComparison.Ordinal)).ToList();

        Assert.That(readers, Has.Count.EqualTo(3));
        foreach (var policy in readers)
            Assert.That(policy.Properties["PolicyDocument"]!.ToJsonString(), Does.Contain("""{"StringEquals":{"AWS:SourceArn":"""));
        Assert.That(readers.Select(policy => Template.Text(policy.Properties["Bucket"])), Has.None.Contains("Incoming"));
    }

    [Test]
    public void Routes_AllButTheConfiguration_NeedAToken()
    {
        var open = Template.Default.OfType("AWS::ApiGatewayV2::Route").Where(route => Template.Text(route.Properties["AuthorizationType"]) != "JWT");

        Assert.That(open.Select(route => Template.Text(route.Properties["RouteKey"])), Is.EqualTo(new[] { "ANY /api/configuration" }));
    }

    [TestCase("ANY /api/uploads", "firstread-uploads")]
    [TestCase("ANY /api/uploads/{proxy+}", "firstread-uploads")]
    [TestCase("ANY /api/studies/{studyId}/identity", "firstread-reidentify")]
    [TestCase("ANY /api/holds", "firstread-reidentify")]
    [TestCase("ANY /api/holds/{proxy+}", "firstread-reidentify")]
    [TestCase("ANY /api/{proxy+}", "firstread-api")]
    public void Route_OfThePath_LeadsToItsFunction(string key, string function)
    {
        var route = Template.Default.Named("AWS::ApiGatewayV2::Route", "RouteKey", key);
        var integration = Template.Default.ById(Template.Text(route.Properties["Target"]).Split('{', '}')[1]);

        Assert.That(
            Template.Text(integration.Properties["IntegrationUri"]),
            Is.EqualTo($"{{{Template.Default.Named("AWS::Lambda::Function", "FunctionName", function).Id}.Arn}}"));
    }

    [Test]
    public void Headers_Policy_IsThePortalsOwn()
    {
        var headers = Template.Default.OfType("AWS::CloudFront::ResponseHeadersPolicy").Single().Properties["ResponseHeadersPolicyConfig"]!;
        var policy = Template.Text(headers["SecurityHeadersConfig"]!["ContentSecurityPolicy"]!["ContentSecurityPolicy"]);

        Assert.That(policy, Does.StartWith("default-src 'none'").And.Contain("https://cognito-idp.us-east-1.amazonaws.com").And.Contain(".auth.us-east-1.amazoncognito.com"));
        Assert.That(policy, Does.Contain(" https://firstread-incoming-111122223333-us-east-1.s3.us-east-1.amazonaws.com;"), "files go straight to their bucket");
        Assert.That(policy, Does.Not.Contain("{connect-origins}").And.Not.Contain("unsafe-inline"));
        // But for the origins it is the file's, which the gateway of the local cloud sends too.
        var parts = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolders.Root, "portal", "security-headers.json"))).RootElement.GetProperty("Content-Security-Policy").GetString()!.Split("{connect-origins}");
        Assert.That(policy, Does.StartWith(parts[0]).And.EndWith(parts[1]));
    }

    [Test]
    public void Login_IsByInvitationWithASecondFactorAndACode()
    {
        var pool = Template.Default.OfType("AWS::Cognito::UserPool").Single();
        var client = Template.Default.OfType("AWS::Cognito::UserPoolClient").Single();

        Assert.Multiple(() =>
        {
            Assert.That(pool.Properties["AdminCreateUserConfig"]!["AllowAdminCreateUserOnly"]!.GetValue<bool>());
            Assert.That(Template.Text(pool.Properties["MfaConfiguration"]), Is.EqualTo("ON"));
            Assert.That(Template.Texts(client.Properties["AllowedOAuthFlows"]), Is.EqualTo(new[] { "code" }));
            Assert.That(client.Properties["GenerateSecret"]!.GetValue<bool>(), Is.False);
            Assert.That(
                Template.Default.OfType("AWS::Cognito::UserPoolGroup").Select(group => Template.Text(group.Properties["GroupName"])),
                Is.EquivalentTo(new[] { "clinic", "radiologist", "resident", "operator" }));
        });
    }
}
