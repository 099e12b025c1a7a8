using FirstRead.Core.Intake;
using FirstRead.Core.Launching;
using FirstRead.Core.Settings;
using FirstRead.Core.Triage;
using FirstRead.Functions.RotateSecret;

namespace FirstRead.Cdk.Tests;

/// <summary>The settings records of the programs read what the template gives them.</summary>
public sealed class FunctionTests
{
    [Test]
    public void Functions_All_AreBootstrapsOnX86() => Assert.That(
        Template.Default.OfType("AWS::Lambda::Function").Select(function => $"{Template.Text(function.Properties["Handler"])} {string.Join(',', Template.Texts(function.Properties["Architectures"]))}").Distinct(),
        Is.EqualTo(new[] { "bootstrap x86_64" }));

    [TestCase(ResourceNames.Functions.Uploads)]
    [TestCase(ResourceNames.Functions.Reidentify)]
    [TestCase(ResourceNames.Functions.Api)]
    public void Function_ThatAnswersRequests_StandsBehindTheAdapterWithinApiGatewaysTime(string name)
    {
        var function = Function(Template.Default, name);
        Assert.Multiple(() =>
        {
            Assert.That(Template.Texts(function.Properties["Layers"]).Single(), Does.StartWith("arn:aws:lambda:us-east-1:753240598075:layer:LambdaAdapterLayerX86:"));
            Assert.That(function.Properties["Timeout"]!.GetValue<int>(), Is.LessThan(30));
            Assert.That(Environment(Template.Default, name).Optional("AWS_LAMBDA_EXEC_WRAPPER"), Is.Null);
        });
    }

    [Test]
    public void Ingest_Environment_IsReadByItsSettings()
    {
        var environment = Environment(Template.Default, ResourceNames.Functions.Ingest);

        var intake = IntakeSettings.Read(environment);
        var launch = LaunchSettings.Read(environment);

        Assert.Multiple(() =>
        {
            Assert.That(intake.DeidentifiedBucket, Is.EqualTo("firstread-deidentified-111122223333-us-east-1"));
            Assert.That(environment.Required(EnvironmentNames.VaultTable), Is.EqualTo("firstread-vault"));
            Assert.That(environment.Required(EnvironmentNames.StudiesTable), Is.EqualTo("firstread-studies"));
            Assert.That(launch.TaskDefinition, Is.EqualTo("firstread-inference"));
            Assert.That(launch.CapacityProvider, Is.Null);
            Assert.That(launch.AssignPublicIp);
            Assert.That(launch.Subnets, Has.Count.EqualTo(2));
            Assert.That(launch.SecurityGroups, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Reconcile_OnGpu_LaunchesOnTheCapacityProvider()
    {
        var launch = LaunchSettings.Read(Environment(Template.Gpu, ResourceNames.Functions.Reconcile));

        Assert.That(launch.CapacityProvider, Is.EqualTo("firstread-gpu"));
        Assert.That(launch.TaskDefinition, Is.EqualTo("firstread-inference-gpu"));
        Assert.That(launch.AssignPublicIp, Is.False);
    }

    [TestCase(ResourceNames.Functions.Triage)]
    [TestCase(ResourceNames.Functions.Reconcile)]
    public void Function_ThatSendsAlerts_HasTheirSettingsAndTimeZones_AndEndsBeforeAnotherTakesOver(string name)
    {
        var environment = Environment(Template.Default, name);
        Assert.Multiple(() =>
        {
            Assert.That(EscalationSettings.Read(environment).After, Is.EqualTo(new[] { 5, 10, 15 }));
            Assert.That(environment.Required("TZDIR"), Is.EqualTo("/var/task/zoneinfo"));
            Assert.That(Function(Template.Default, name).Properties["Timeout"]!.GetValue<int>(), Is.LessThan(EscalationSettings.Lease.TotalSeconds));
        });
    }

    [Test]
    public void RotateSecret_Environment_IsReadByItsSettings() => Assert.That(
        RotationSettings.Read(Environment(Template.Default, ResourceNames.Functions.RotateSecret)).UidKeySecret, Is.EqualTo("firstread/uid-key"));

    [TestCase(ResourceNames.Functions.Uploads, EnvironmentNames.StudiesTable, EnvironmentNames.AuditTable, EnvironmentNames.IncomingBucket, EnvironmentNames.Issuer, EnvironmentNames.ClientIds, EnvironmentNames.OriginSecret)]
    [TestCase(ResourceNames.Functions.Triage, EnvironmentNames.StudiesTable, EnvironmentNames.AuditTable, EnvironmentNames.PortalUrl, EnvironmentNames.AlertTopic, EnvironmentNames.EscalationMinutes, EnvironmentNames.TestPhones, EnvironmentNames.TestStudyHour, EnvironmentNames.TestStudyZone, EnvironmentNames.TestStudyAnswerSeconds)]
    [TestCase(ResourceNames.Functions.Reidentify, EnvironmentNames.StudiesTable, EnvironmentNames.AuditTable, EnvironmentNames.VaultTable, EnvironmentNames.VaultKeySecret, EnvironmentNames.LookupKeySecret, EnvironmentNames.IncomingBucket, EnvironmentNames.ResultsBucket, EnvironmentNames.Issuer, EnvironmentNames.ClientIds, EnvironmentNames.OriginSecret)]
    [TestCase(ResourceNames.Functions.Erase, EnvironmentNames.StudiesTable, EnvironmentNames.AuditTable, EnvironmentNames.VaultTable, EnvironmentNames.IncomingBucket, EnvironmentNames.DeidentifiedBucket, EnvironmentNames.ResultsBucket, EnvironmentNames.TestStudyDays)]
    [TestCase(ResourceNames.Functions.Api, EnvironmentNames.StudiesTable, EnvironmentNames.AuditTable, EnvironmentNames.PortalUrl, EnvironmentNames.PixelSigningKeySecret, EnvironmentNames.PixelKeyPairId, EnvironmentNames.DeidentifiedBucket, EnvironmentNames.ResultsBucket, EnvironmentNames.FailuresBucket, EnvironmentNames.AlertTopic, EnvironmentNames.MaxTasks, EnvironmentNames.DailyTaskMinutes, EnvironmentNames.DailyCapStops, EnvironmentNames.Profile, EnvironmentNames.Issuer, EnvironmentNames.ClientIds, EnvironmentNames.OriginSecret, EnvironmentNames.TestPhones, EnvironmentNames.TestStudyHour, EnvironmentNames.TestStudyZone, EnvironmentNames.TestStudyAnswerSeconds)]
    public void Function_Environment_HoldsItsSettingsAndNoOthers(string name, params string[] expected) => Assert.That(
        Function(Template.Default, name).Properties["Environment"]!["Variables"]!.AsObject().Select(variable => variable.Key).Where(variable => variable.StartsWith("FIRSTREAD_", StringComparison.Ordinal)),
        Is.EquivalentTo(expected));

    private static Resource Function(Template template, string name) => template.Named("AWS::Lambda::Function", "FunctionName", name);

    private static EnvironmentReader Environment(Template template, string name)
    {
        var variables = Function(template, name).Properties["Environment"]!["Variables"]!;
        return new EnvironmentReader(variable => variables[variable] is { } value ? Template.Text(value) : null);
    }
}
