using System.Text.RegularExpressions;

namespace FirstRead.Cdk.Tests;

public sealed partial class OperationsTests
{
    private static IReadOnlyList<Resource> Alarms => Template.Default.OfType("AWS::CloudWatch::Alarm");

    [Test]
    public void Alarms_All_ReachTheOperators()
    {
        var operators = Template.Default.Named("AWS::SNS::Topic", "TopicName", "firstread-operations");

        Assert.That(Alarms.Select(alarm => Template.Texts(alarm.Properties["AlarmActions"])), Has.All.EqualTo(new[] { $"{{{operators.Id}}}" }));
        Assert.That(Alarms.Count(alarm => Template.Text(alarm.Properties["AlarmName"]).EndsWith(" fails", StringComparison.Ordinal)), Is.EqualTo(10), "nine functions and the analyses");
        Assert.That(Template.Text(Template.Default.Named("AWS::CloudWatch::Alarm", "AlarmName", "Reconcile is silent").Properties["TreatMissingData"]), Is.EqualTo("breaching"));
    }

    [Test]
    public void Alarms_All_HaveASectionOfTheRunbookWithMeaningFirstLookAndFix()
    {
        var runbook = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "docs", "runbook.md"));
        var sections = Heading().Split(runbook).Skip(1).ToDictionary(section => section.Split('\n')[0].Trim());

        foreach (var alarm in Alarms)
        {
            var name = Template.Text(alarm.Properties["AlarmName"]);
            Assert.That(Template.Text(alarm.Properties["AlarmDescription"]), Is.EqualTo($"docs/runbook.md#{name.ToLowerInvariant().Replace(' ', '-')}"));
            Assert.That(sections, Does.ContainKey(name));
            Assert.That(sections[name], Does.Contain("**Meaning.**").And.Contain("**First look.**").And.Contain("**Fix.**"), name);
        }
    }

    [Test]
    public void Dashboard_Page_ShowsFunnelWaitErrorsAndBill()
    {
        var page = Template.Default.OfType("AWS::CloudWatch::Dashboard").Single().Properties["DashboardBody"]!.ToJsonString();

        foreach (var metric in new[] { "UploadsAnnounced", "FilesSettled", "StudiesAnalysed", "AlertsSent", "StudiesAcknowledged", "StudiesSigned", "OldestWaitingSeconds", "EstimatedCharges" })
            Assert.That(page, Does.Contain(metric));
    }

    [TestCase("student", "240", "true")]
    [TestCase("clinical", "4800", "false")]
    public void TaskMinutes_OfADay_AreCappedForStudentsAndToldOfInClinics(string profile, string minutes, string stops)
    {
        foreach (var launcher in new[] { "firstread-ingest", "firstread-reconcile" })
        {
            var variables = Template.Of(profile).Named("AWS::Lambda::Function", "FunctionName", launcher).Properties["Environment"]!["Variables"]!;
            Assert.That((Template.Text(variables["FIRSTREAD_DAILY_TASK_MINUTES"]), Template.Text(variables["FIRSTREAD_DAILY_CAP_STOPS"])), Is.EqualTo((minutes, stops)));
        }
        var alarm = Template.Of(profile).Named("AWS::CloudWatch::Alarm", "AlarmName", "Task minutes are used up");
        var figure = Template.Of(profile).OfType("AWS::Logs::MetricFilter").Single(filter => Template.Text(filter.Properties["MetricTransformations"]![0]!["MetricName"]) == Template.Text(alarm.Properties["MetricName"]));
        Assert.That(Template.Text(figure.Properties["MetricTransformations"]![0]!["MetricValue"]), Is.EqualTo("$.overBudget"), "as Reconcile's line has it");
    }

    [Test]
    public void TestStudy_ThatNobodyAcknowledges_RingsByTheFigureOfReconcilesLine()
    {
        var alarm = Template.Default.Named("AWS::CloudWatch::Alarm", "AlarmName", "The test study is not acknowledged");
        var figure = Template.Default.OfType("AWS::Logs::MetricFilter").Single(filter => Template.Text(filter.Properties["MetricTransformations"]![0]!["MetricName"]) == Template.Text(alarm.Properties["MetricName"]));
        Assert.That(Template.Text(figure.Properties["MetricTransformations"]![0]!["MetricValue"]), Is.EqualTo("$.testOverdue"));
        Assert.That(Template.Text(figure.Properties["FilterPattern"]), Does.Contain("reconciled"));
    }

    [TestCase("FilesSettled")]
    [TestCase("StudiesAnalysed")]
    [TestCase("AlertsSent")]
    public void Funnel_OfTheDashboard_CountsNoTestStudy(string name)
    {
        var filter = Template.Default.OfType("AWS::Logs::MetricFilter").Single(filter => Template.Text(filter.Properties["MetricTransformations"]![0]!["MetricName"]) == name);
        Assert.That(Template.Text(filter.Properties["FilterPattern"]), Does.Contain("!= \"synthetic.*\""));
    }

    [Test]
    public void TestStudy_Settings_ReachWhoPlansCallsShowsAndRemoves()
    {
        foreach (var function in new[] { "firstread-reconcile", "firstread-triage", "firstread-api" })
            Assert.That(Variables(function), Does.ContainKey("FIRSTREAD_TEST_PHONES").And.ContainKey("FIRSTREAD_TEST_STUDY_HOUR").And.ContainKey("FIRSTREAD_TEST_STUDY_ZONE").And.ContainKey("FIRSTREAD_TEST_STUDY_ANSWER_SECONDS"), function);
        Assert.That(Variables("firstread-erase"), Does.ContainKey("FIRSTREAD_TEST_STUDY_DAYS"));

        static Dictionary<string, string> Variables(string function) => Template.Default.Named("AWS::Lambda::Function", "FunctionName", function).Properties["Environment"]!["Variables"]!.AsObject()
            .ToDictionary(variable => variable.Key, variable => Template.Text(variable.Value));
    }

    [Test]
    public void TextMessages_ThatNoPhoneGot_AndALimitThatIsNear_CallSomebody()
    {
        var group = Template.Text(Template.Default.Named("AWS::CloudWatch::Alarm", "AlarmName", "A text message is not delivered").Properties["Dimensions"]![0]!["Value"]);
        Assert.That(Template.Default.OfType("AWS::Logs::LogGroup").Select(log => Template.Text(log.Properties["LogGroupName"])), Has.Member(group).And.Member(group[..^"/Failure".Length]));
        var limit = Template.Of("clinical").Named("AWS::CloudWatch::Alarm", "AlarmName", "Text messages near their limit");
        Assert.That((Template.Text(limit.Properties["MetricName"]), limit.Properties["Threshold"]!.GetValue<double>()), Is.EqualTo(("SMSMonthToDateSpentUSD", 160.0)));
    }

    [TestCase("student", 50)]
    [TestCase("clinical", 2000)]
    public void Budget_Monthly_WarnsAtHalfFourFifthsAndTheEnd(string profile, int amount)
    {
        var budget = Template.Of(profile).OfType("AWS::Budgets::Budget").Single();

        Assert.That(budget.Properties["Budget"]!["BudgetLimit"]!["Amount"]!.GetValue<int>(), Is.EqualTo(amount));
        Assert.That(
            budget.Properties["NotificationsWithSubscribers"]!.AsArray().Select(each => $"{each!["Notification"]!["NotificationType"]} {each["Notification"]!["Threshold"]}"),
            Is.EqualTo(new[] { "ACTUAL 50", "ACTUAL 80", "ACTUAL 100", "FORECASTED 100" }));
    }

    [Test]
    public void Budget_Spent_TakesRunTaskFromTheLaunchers_ForStudentsAlone()
    {
        var action = Template.Default.OfType("AWS::Budgets::BudgetsAction").Single();
        var denial = Template.Default.OfType("AWS::IAM::ManagedPolicy").Single();
        var launchers = Statement.All.Where(statement => statement.Actions.Contains("ecs:RunTask")).Select(statement => statement.Role);

        Assert.That(Template.Texts(action.Properties["Definition"]!["IamActionDefinition"]!["Roles"]), Is.EquivalentTo(launchers));
        Assert.That(denial.Properties["PolicyDocument"]!["Statement"]!.ToJsonString(), Is.EqualTo("""[{"Action":"ecs:RunTask","Effect":"Deny","Resource":"*"}]"""));
        Assert.That(Template.Clinical.OfType("AWS::Budgets::BudgetsAction"), Is.Empty);
    }

    [Test]
    public void Topics_All_AreEncryptedAndRefusePlainHttp()
    {
        foreach (var topic in Template.Default.OfType("AWS::SNS::Topic"))
            Assert.That(Template.Text(topic.Properties["KmsMasterKeyId"]), Is.EqualTo($"{{{Keys.Data}.Arn}}"), topic.Id);
        var denials = Template.Default.OfType("AWS::SNS::TopicPolicy").Where(policy => policy.Properties["PolicyDocument"]!.ToJsonString().Contains("aws:SecureTransport", StringComparison.Ordinal));
        Assert.That(denials.SelectMany(policy => Template.Texts(policy.Properties["Topics"])).Distinct().Count(), Is.EqualTo(2));
    }

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
