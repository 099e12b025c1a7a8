namespace FirstRead.Cdk.Tests;

public sealed class DeploymentSettingsTests
{
    [Test]
    public void Settings_Context_IsTaken()
    {
        var context = new Dictionary<string, string> { ["account"] = "999988887777", ["region"] = "eu-central-1", ["maxTasks"] = "9", ["compute"] = "gpu", ["device"] = "cuda", ["shadowModels"] = "bone-fracture,chest-2" };

        var settings = DeploymentSettings.Read(context.GetValueOrDefault);

        Assert.That(settings.BucketName("firstread-incoming"), Is.EqualTo("firstread-incoming-999988887777-eu-central-1"));
        Assert.That((settings.MaxTasks, settings.Compute), Is.EqualTo((9, "gpu")));
        Assert.That(settings.Device, Is.EqualTo("cuda"));
        Assert.That(settings.ShadowModels, Is.EqualTo(new[] { "bone-fracture", "chest-2" }));
    }

    [TestCase("student", ExpectedResult = 4)]
    [TestCase("clinical", ExpectedResult = 20)]
    public int Settings_OfAProfile_AreItsOwnWhereTheContextSaysNothing(string profile) => DeploymentSettings.Read(asked => asked == "profile" ? profile : null).MaxTasks;

    [TestCase("compute", "tpu")]
    [TestCase("dailyTaskMinutes", "0")]
    [TestCase("smsMonthlyLimitUsd", "ten")]
    [TestCase("originationNumber", "0123")]
    [TestCase("traceEndpoint", "collector")]
    [TestCase("profile", "hospital")]
    [TestCase("account", "12345")]
    [TestCase("region", "here")]
    [TestCase("operatorEmail", "ops")]
    [TestCase("originalDays", "-1")]
    [TestCase("machineClients", "North")]
    [TestCase("machineClients", "north,synthetic")]
    [TestCase("testPhones", "0301234")]
    [TestCase("zones", "a,a")]
    [TestCase("zones", "a")]
    [TestCase("domainName", "read.example.org")]
    [TestCase("certificateArn", "arn:aws:acm:us-east-1:111122223333:certificate/a")]
    [TestCase("testStudyHour", "24")]
    [TestCase("testStudyZone", "Europe/Nowhere")]
    [TestCase("testStudyAnswerMinutes", "0")]
    [TestCase("testStudyDays", "1")]
    [TestCase("webAclArn", "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/a")]
    [TestCase("device", "gpu")]
    [TestCase("device", "cuda")]
    [TestCase("shadowModels", "bone-fracture, chest")]
    [TestCase("shadowModels", "../models")]
    [TestCase("maxTasks", "0")]
    [TestCase("monthlyBudgetUsd", "many")]
    [TestCase("escalationMinutes", "10,5")]
    public void Settings_WrongValue_IsRefusedByName(string name, string value) => Assert.That(
        () => DeploymentSettings.Read(asked => asked == name ? value : null), Throws.ArgumentException.With.Message.Contains(name));
}
