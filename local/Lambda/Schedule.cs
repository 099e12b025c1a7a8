using System.Globalization;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>An EventBridge schedule: invokes a function every so often. One that still runs or waits is not piled upon.</summary>
public sealed class Schedule : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public Schedule(Function function, string region, TimeSpan every, TimeProvider time, IRandomSource random) =>
        _loop = RunAsync(function, region, every, time, random);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(Function function, string region, TimeSpan every, TimeProvider time, IRandomSource random)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await InvokeAsync(function, region, time, random);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task InvokeAsync(Function function, string region, TimeProvider time, IRandomSource random)
    {
        var tick = new JsonObject
        {
            ["version"] = "0",
            ["id"] = Ids.Uuid(random),
            ["detail-type"] = "Scheduled Event",
            ["source"] = "aws.events",
            ["account"] = AccessKey.Account,
            ["time"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["region"] = region,
            ["resources"] = new JsonArray($"arn:aws:events:{region}:{AccessKey.Account}:rule/{function.Definition.Name}"),
            ["detail"] = new JsonObject(),
        };
        try
        {
            // A failed tick is not retried: the next one looks at the same stored state.
            await function.InvokeAsync(Ids.Uuid(random), System.Text.Encoding.UTF8.GetBytes(tick.ToJsonString()), _stop.Token).WaitAsync(_stop.Token);
        }
        catch (FunctionUnavailableException)
        {
        }
    }
}
