using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Tests.Lambda;

/// <summary>Processes behind the Runtime API: answers, errors, deaths, time-outs.</summary>
public sealed class FunctionTests
{
    [Test]
    public async Task Invoke_ThatSucceeds_AnswersAndTellsTheDeadline()
    {
        await using var world = new FunctionWorld();
        var before = DateTimeOffset.UtcNow;
        var outcome = await world.InvokeAsync("ok");
        var answer = JsonNode.Parse(outcome.Payload.Span)!;
        Assert.Multiple(() =>
        {
            Assert.That(outcome.ErrorType, Is.Null);
            Assert.That((string?)answer["echo"]!["key"], Is.EqualTo("ok"));
            Assert.That(DateTimeOffset.FromUnixTimeMilliseconds((long)answer["deadline"]!), Is.InRange(before + FunctionWorld.Standard - TimeSpan.FromMilliseconds(1), DateTimeOffset.UtcNow + FunctionWorld.Standard));
        });
    }

    [Test]
    public async Task Invoke_ThatFails_SaysSoAndTheProcessGoesOn()
    {
        await using var world = new FunctionWorld();
        var failed = await world.InvokeAsync("fail");
        var after = await world.InvokeAsync("ok");
        Assert.Multiple(() =>
        {
            Assert.That(failed.ErrorType, Is.EqualTo("Test.Told"));
            Assert.That(after.Failed, Is.False);
            Assert.That(world.Journal.Select(entry => entry[1]).Distinct().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Invoke_WhoseProcessIsKilled_FailsAtOnceAndTheNextGetsAnother()
    {
        await using var world = new FunctionWorld();
        var hanging = world.InvokeAsync("hang");
        await Eventually.BecomesTrueAsync(() => world.Journal.Count == 1);
        Process.GetProcessById(int.Parse(world.Journal[0][1])).Kill();
        var killed = await hanging;
        var after = await world.InvokeAsync("ok");
        Assert.Multiple(() =>
        {
            Assert.That(killed.ErrorType, Is.EqualTo("Runtime.ExitError"));
            Assert.That(after.Failed, Is.False);
        });
    }

    [Test]
    public async Task Invoke_BeyondItsTime_IsEnded()
    {
        await using var world = new FunctionWorld(timeout: TimeSpan.FromSeconds(1));
        Assert.That((await world.InvokeAsync("hang")).ErrorType, Is.EqualTo("Sandbox.Timedout"));
    }

    [Test]
    public async Task Invoke_WithAnAnswerAboveSixMegabytes_Fails()
    {
        await using var world = new FunctionWorld();
        Assert.That((await world.InvokeAsync("large")).ErrorType, Is.EqualTo("Function.ResponseSizeTooLarge"));
    }

    [Test]
    public async Task Invoke_OfAFunctionThatCannotStart_Fails()
    {
        await using var world = new FunctionWorld(failInit: true);
        Assert.That((await world.InvokeAsync("ok")).ErrorType, Is.EqualTo("Test.Init").Or.EqualTo("Runtime.ExitError"));
    }

    [Test]
    public async Task TryInvoke_WhenEveryProcessIsBusy_IsThrottled()
    {
        await using var world = new FunctionWorld();
        var hanging = world.InvokeAsync("hang");
        await Eventually.BecomesTrueAsync(() => world.Journal.Count == 1);
        Assert.That(await world.Function.TryInvokeAsync("id", "{}"u8.ToArray()), Is.Null);
        Process.GetProcessById(int.Parse(world.Journal[0][1])).Kill();
        await hanging;
    }
}
