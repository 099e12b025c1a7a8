namespace FirstRead.Cdk.Tests;

public sealed class OperationsTests
{
    [Test]
    public void Alarms_OnePerFunctionAndOneForSilence_ReachTheOperators()
    {
        var alarms = Template.Default.OfType("AWS::CloudWatch::Alarm");
        var operators = Template.Default.Named("AWS::SNS::Topic", "TopicName", "firstread-operations");

        Assert.That(alarms, Has.Count.EqualTo(8));
        Assert.That(alarms.SelectMany(alarm => Template.Texts(alarm.Properties["AlarmActions"])).Distinct(), Is.EqualTo(new[] { $"{{{operators.Id}}}" }));
        Assert.That(Template.Text(Template.Default.Named("AWS::CloudWatch::Alarm", "AlarmName", "Reconcile is silent").Properties["TreatMissingData"]), Is.EqualTo("breaching"));
    }

    [Test]
    public void Budget_Monthly_WarnsOnActualAndForecast()
    {
        var budget = Template.Default.OfType("AWS::Budgets::Budget").Single();

        Assert.That(budget.Properties["Budget"]!["BudgetLimit"]!["Amount"]!.GetValue<int>(), Is.EqualTo(500));
        Assert.That(
            budget.Properties["NotificationsWithSubscribers"]!.AsArray().Select(notification => Template.Text(notification!["Notification"]!["NotificationType"])),
            Is.EqualTo(new[] { "ACTUAL", "FORECASTED" }));
    }

    [Test]
    public void Topics_All_AreEncryptedAndRefusePlainHttp()
    {
        foreach (var topic in Template.Default.OfType("AWS::SNS::Topic"))
            Assert.That(Template.Text(topic.Properties["KmsMasterKeyId"]), Is.EqualTo($"{{{Keys.Data}.Arn}}"), topic.Id);
        var denials = Template.Default.OfType("AWS::SNS::TopicPolicy").Where(policy => policy.Properties["PolicyDocument"]!.ToJsonString().Contains("aws:SecureTransport", StringComparison.Ordinal));
        Assert.That(denials.SelectMany(policy => Template.Texts(policy.Properties["Topics"])).Distinct().Count(), Is.EqualTo(2));
    }
}
