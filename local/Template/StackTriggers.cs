using System.Text.Json.Nodes;
using FirstRead.Local.Lambda;

namespace FirstRead.Local.Template;

/// <summary>New objects of a bucket that a function is told of.</summary>
/// <param name="Prefix">Of their keys.</param>
public sealed record BucketTrigger(string Bucket, string Prefix, string Suffix, string Function);

/// <summary>A table's stream that a function reads.</summary>
/// <param name="Filters">A record has to match one of them.</param>
/// <param name="MaximumRetries">-1: until the records are a day old.</param>
/// <param name="FailuresBucket">Null: a batch that is given up is lost.</param>
public sealed record StreamTrigger(string Table, string StreamArn, string Function, IReadOnlyList<EventPattern> Filters, int BatchSize, int MaximumRetries, string? FailuresBucket);

/// <summary>A function that is woken by the clock.</summary>
public sealed record ScheduleTrigger(string Rule, string Function);

/// <summary>What becomes of an event that fails.</summary>
/// <param name="Retries">After the first attempt.</param>
/// <param name="FailuresBucket">Null: it is lost.</param>
public sealed record FailureRule(int Retries, string? FailuresBucket)
{
    /// <summary>Lambda's own, for a function without one.</summary>
    public static FailureRule Standard { get; } = new(2, null);
}

/// <summary>What wakes functions. A trigger whose service may not invoke its function is an error here: on AWS it would be silence.</summary>
public static class StackTriggers
{
    public static IReadOnlyList<BucketTrigger> OfBuckets(StackTemplate template) =>
    [
        .. from bucket in template.OfType("AWS::S3::Bucket")
           from each in bucket["NotificationConfiguration"]?["LambdaConfigurations"]?.AsArray() ?? []
           let rules = each["Filter"]?["S3Key"]?["Rules"]?.AsArray() ?? []
           select new BucketTrigger(
               bucket.Text("BucketName"), Rule(rules, "prefix"), Rule(rules, "suffix"),
               Permitted(template, "s3.amazonaws.com", PhysicalNames.Arn(bucket), Created((string)each["Event"]!, (string)each["Function"]!))),
    ];

    public static IReadOnlyList<StreamTrigger> OfStreams(StackTemplate template) =>
    [
        .. from mapping in template.OfType("AWS::Lambda::EventSourceMapping")
           let stream = mapping.Text("EventSourceArn")
           select new StreamTrigger(
               stream.Split('/')[1], stream, mapping.Text("FunctionName"),
               [.. (mapping["FilterCriteria"]?["Filters"]?.AsArray() ?? []).Select(filter => EventPattern.Parse((string)filter!["Pattern"]!))],
               (int?)mapping["BatchSize"] ?? 100, (int?)mapping["MaximumRetryAttempts"] ?? -1, Destination(mapping)),
    ];

    public static IReadOnlyList<ScheduleTrigger> OfTheClock(StackTemplate template) =>
    [
        .. from rule in template.OfType("AWS::Events::Rule")
           where rule.OptionalText("ScheduleExpression") is not null && rule.OptionalText("State") != "DISABLED"
           from target in rule.Items("Targets")
           select new ScheduleTrigger(PhysicalNames.Name(rule), Permitted(template, "events.amazonaws.com", PhysicalNames.Arn(rule), (string)target["Arn"]!)),
    ];

    public static IReadOnlyDictionary<string, FailureRule> OfFailures(StackTemplate template) => template.OfType("AWS::Lambda::EventInvokeConfig").ToDictionary(
        rule => rule.Text("FunctionName"), rule => new FailureRule((int?)rule["MaximumRetryAttempts"] ?? FailureRule.Standard.Retries, Destination(rule)));

    private static string? Destination(StackResource resource) => ((string?)resource["DestinationConfig"]?["OnFailure"]?["Destination"])?.Split(":::")[^1];

    private static string Rule(JsonArray rules, string name) =>
        (string?)rules.FirstOrDefault(rule => ((string)rule!["Name"]!).Equals(name, StringComparison.OrdinalIgnoreCase))?["Value"] ?? "";

    private static string Created(string events, string function) =>
        events == "s3:ObjectCreated:*" ? function : throw new NotSupportedException($"The local cloud announces s3:ObjectCreated:*, not {events}.");

    /// <summary>The function's name, if its resource policy lets the service invoke it for this source (Lambda Developer Guide, "Resource-based policies").</summary>
    private static string Permitted(StackTemplate template, string service, string source, string functionArn)
    {
        var permitted = template.OfType("AWS::Lambda::Permission").Any(permission =>
            permission.Text("Principal") == service && permission.Text("FunctionName") == functionArn && permission.Text("Action") == "lambda:InvokeFunction"
            && permission.OptionalText("SourceArn") is var arn && (arn is null || arn == source));
        return permitted ? functionArn.Split(':')[^1] : throw new InvalidDataException($"The template does not let {service} invoke {functionArn} for {source}.");
    }
}
