using FirstRead.Core.Settings;

namespace FirstRead.Cdk.Tests;

public sealed class EventSourceTests
{
    [Test]
    public void Upload_ObjectCreated_WakesIngest()
    {
        var bucket = Template.Default.Named("AWS::S3::Bucket", "BucketName", "firstread-incoming-111122223333-us-east-1");
        var notification = bucket.Properties["NotificationConfiguration"]!["LambdaConfigurations"]!.AsArray().Single()!;
        var permission = Template.Default.ById(Template.Texts(bucket.Json["DependsOn"]).Single());

        Assert.Multiple(() =>
        {
            Assert.That(Template.Text(notification["Event"]), Is.EqualTo("s3:ObjectCreated:*"));
            Assert.That(Template.Text(notification["Function"]), Is.EqualTo($"{{{IdOf(ResourceNames.Functions.Ingest)}.Arn}}"));
            Assert.That(notification["Filter"]!.ToJsonString(), Does.Contain("""{"Name":"prefix","Value":"uploads/"}"""));
            Assert.That(Template.Text(permission.Properties["SourceArn"]), Is.EqualTo("arn:aws:s3:::firstread-incoming-111122223333-us-east-1"));
            Assert.That(Template.Text(permission.Properties["SourceAccount"]), Is.EqualTo("111122223333"));
        });
    }

    [Test]
    public void Result_InTheStream_WakesTriageAndNothingElseDoes()
    {
        var mapping = Template.Default.OfType("AWS::Lambda::EventSourceMapping").Single();

        Assert.Multiple(() =>
        {
            Assert.That(Template.Text(mapping.Properties["FunctionName"]), Is.EqualTo($"{{{IdOf(ResourceNames.Functions.Triage)}}}"));
            Assert.That(
                Template.Text(mapping.Properties["FilterCriteria"]!["Filters"]!.AsArray().Single()!["Pattern"]),
                Is.EqualTo("""{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"RESULT#"}]}}}}"""));
            Assert.That(Template.Texts(mapping.Properties["FunctionResponseTypes"]), Is.EqualTo(new[] { "ReportBatchItemFailures" }));
            Assert.That(Template.Text(mapping.Properties["DestinationConfig"]!["OnFailure"]!["Destination"]), Is.EqualTo(Failures));
        });
    }

    [Test]
    public void Minute_ByMinute_WakesWhoLooksForWhatIsDue()
    {
        var rule = Template.Default.OfType("AWS::Events::Rule").Single();

        Assert.That(Template.Text(rule.Properties["ScheduleExpression"]), Is.EqualTo("rate(1 minute)"));
        Assert.That(
            rule.Properties["Targets"]!.AsArray().Select(target => Template.Text(target!["Arn"])),
            Is.EquivalentTo(new[] { $"{{{IdOf(ResourceNames.Functions.Reconcile)}.Arn}}", $"{{{IdOf(ResourceNames.Functions.Ingest)}.Arn}}", $"{{{IdOf(ResourceNames.Functions.Teaching)}.Arn}}" }));
    }

    [Test]
    public void Event_ThatFailsForGood_GoesWholeToTheFailuresBucket() => Assert.That(
        Template.Default.OfType("AWS::Lambda::EventInvokeConfig").ToDictionary(
            configuration => Template.Text(configuration.Properties["FunctionName"]),
            configuration => Template.Text(configuration.Properties["DestinationConfig"]!["OnFailure"]!["Destination"])),
        Is.EquivalentTo(new Dictionary<string, string>
        {
            [$"{{{IdOf(ResourceNames.Functions.Ingest)}}}"] = Failures,
            [$"{{{IdOf(ResourceNames.Functions.Reconcile)}}}"] = Failures,
            [$"{{{IdOf(ResourceNames.Functions.Teaching)}}}"] = Failures,
        }));

    private static string Failures => $"{{{Template.Default.Named("AWS::S3::Bucket", "BucketName", "firstread-failures-111122223333-us-east-1").Id}.Arn}}";

    private static string IdOf(string function) => Template.Default.Named("AWS::Lambda::Function", "FunctionName", function).Id;
}
