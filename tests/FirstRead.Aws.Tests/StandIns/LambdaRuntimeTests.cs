using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace FirstRead.Aws.Tests.StandIns;

/// <summary>The loop against a Runtime API that hands out the events given and records the answers.</summary>
[NonParallelizable]
public sealed class LambdaRuntimeTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<LambdaTestJson> Serializer = new();

    [Test]
    public async Task Loop_TwoEvents_AnswersEachUnderItsId()
    {
        await using var api = await RuntimeApi.StartAsync(["""{"Name":"a"}""", """{"Name":"b"}"""]);

        await api.RunAsync(LambdaBootstrapBuilder.Create<Question, Answer>(
            (question, _) => Task.FromResult(new Answer($"hello {question.Name}")), Serializer));

        Assert.That(api.Answers, Is.EqualTo(new[]
        {
            ("/invocation/id-1/response", """{"Text":"hello a"}"""),
            ("/invocation/id-2/response", """{"Text":"hello b"}"""),
        }));
    }

    [Test]
    public async Task Loop_HandlerThrows_ReportsTypeAndMessageAndGoesOn()
    {
        await using var api = await RuntimeApi.StartAsync(["""{"Name":"bad"}""", """{"Name":"good"}"""]);

        await api.RunAsync(LambdaBootstrapBuilder.Create<Question, Answer>(
            question => question.Name == "bad" ? throw new FormatException("no such name") : Task.FromResult(new Answer("fine")), Serializer));

        using var report = JsonDocument.Parse(api.Answers[0].Body);
        Assert.Multiple(() =>
        {
            Assert.That(api.Answers[0].Path, Is.EqualTo("/invocation/id-1/error"));
            Assert.That(report.RootElement.GetProperty("errorType").GetString(), Is.EqualTo("FormatException"));
            Assert.That(report.RootElement.GetProperty("errorMessage").GetString(), Is.EqualTo("no such name"));
            Assert.That(report.RootElement.GetProperty("stackTrace").GetArrayLength(), Is.GreaterThan(0));
            Assert.That(api.ErrorTypes, Is.EqualTo(new[] { "FormatException" }));
            Assert.That(api.Answers[1].Path, Is.EqualTo("/invocation/id-2/response"));
        });
    }

    [Test]
    public async Task Context_OfAnInvocation_CarriesIdArnDeadlineAndTrace()
    {
        await using var api = await RuntimeApi.StartAsync(["""{"Name":"a"}"""]);
        ILambdaContext? seen = null;
        string? traceVariable = null;

        await api.RunAsync(LambdaBootstrapBuilder.Create<Question>((_, context) =>
        {
            (seen, traceVariable) = (context, Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
            return Task.CompletedTask;
        }, Serializer));

        Assert.Multiple(() =>
        {
            Assert.That(seen!.AwsRequestId, Is.EqualTo("id-1"));
            Assert.That(seen.InvokedFunctionArn, Is.EqualTo(RuntimeApi.Arn));
            Assert.That(seen.TraceId, Is.EqualTo("Root=1-1"));
            Assert.That(traceVariable, Is.EqualTo("Root=1-1"));
            Assert.That(seen.RemainingTime, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(RuntimeApi.TimeAllowed));
        });
    }

    [Test]
    public async Task Loop_AnswerRefusedAsTooLarge_BecomesTheInvocationsErrorAndGoesOn()
    {
        await using var api = await RuntimeApi.StartAsync(["""{"Name":"huge"}""", """{"Name":"small"}"""], largestAnswer: 100);

        await api.RunAsync(LambdaBootstrapBuilder.Create<Question, Answer>(
            question => Task.FromResult(new Answer(new string('x', question.Name == "huge" ? 1000 : 1))), Serializer));

        Assert.That(api.Answers.Select(answer => answer.Path), Is.EqualTo(new[]
        {
            "/invocation/id-1/response", "/invocation/id-1/error", "/invocation/id-2/response",
        }));
    }

    [Test]
    public async Task Initializer_Throws_IsReportedAndNoEventIsTaken()
    {
        await using var api = await RuntimeApi.StartAsync(["""{"Name":"a"}"""]);
        var bootstrap = LambdaBootstrapBuilder.Create<Question>((_, _) => Task.CompletedTask, Serializer)
            .UseBootstrapHandler(() => throw new InvalidDataException("a setting is missing"));

        await Assert.ThrowsAsync<InvalidDataException>(() => api.RunAsync(bootstrap));
        Assert.That(api.Answers.Select(answer => answer.Path), Is.EqualTo(new[] { "/init/error" }));
    }

    [Test]
    public async Task Serializer_TypeNotListed_SaysWhichOne()
    {
        await using var api = await RuntimeApi.StartAsync(["""{"Name":"a"}"""]);

        await api.RunAsync(LambdaBootstrapBuilder.Create<Version>((_, _) => Task.CompletedTask, Serializer));

        Assert.That(api.Answers.Single().Body, Does.Contain("LambdaTestJson").And.Contain("System.Version"));
    }
}

public sealed record Question(string Name);

public sealed record Answer(string Text);

[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Answer))]
public sealed partial class LambdaTestJson : JsonSerializerContext;
