using FirstRead.Local.Processes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>One process of a function with its own Runtime API: takes one event after the other until it dies.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    // AWS gives ten seconds; a busy laptop that compiles as it goes needs more.
    private static readonly TimeSpan InitializationLimit = TimeSpan.FromMinutes(5);

    private readonly FunctionDefinition _function;
    private readonly RuntimeApi _api;
    private readonly LoopbackServer _server;
    private readonly ChildProcess _process;

    private Sandbox(FunctionDefinition function, RuntimeApi api, LoopbackServer server, ChildProcess process) =>
        (_function, _api, _server, _process) = (function, api, server, process);

    public bool Alive => !_process.Exited.IsCompleted;

    public static async Task<Sandbox> StartAsync(FunctionDefinition function, FunctionProgram program, ChildProcesses children, TimeProvider time)
    {
        var api = new RuntimeApi(function, time);
        var server = await LoopbackServer.StartAsync(0, function.Name, api.HandleAsync);
        try
        {
            var command = function.Command(program,
            [
                KeyValuePair.Create("AWS_LAMBDA_RUNTIME_API", $"127.0.0.1:{server.Address.Port}"),
                KeyValuePair.Create("AWS_LAMBDA_FUNCTION_NAME", function.Name),
                KeyValuePair.Create("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                KeyValuePair.Create("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", $"{function.MemoryMegabytes}"),
                KeyValuePair.Create("AWS_LAMBDA_LOG_GROUP_NAME", $"/aws/lambda/{function.Name}"),
                KeyValuePair.Create("AWS_LAMBDA_LOG_STREAM_NAME", $"local/{server.Address.Port}"),
                KeyValuePair.Create("LAMBDA_TASK_ROOT", program.Folder),
                KeyValuePair.Create("_HANDLER", "bootstrap"),
            ]);
            return new Sandbox(function, api, server, children.Start(command));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Never throws for what the function does: errors, time-outs and deaths are outcomes.</summary>
    public async Task<InvocationOutcome> InvokeAsync(string requestId, ReadOnlyMemory<byte> payload)
    {
        var invocation = new Invocation(requestId, payload);
        await _api.OfferAsync(invocation);
        return await WaitAsync(invocation.Taken.Task, invocation, InitializationLimit, "Sandbox.InitTimedout")
            ?? await WaitAsync(invocation.Answered.Task, invocation, _function.Timeout, "Sandbox.Timedout")
            ?? await invocation.Answered.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(TimeSpan.FromSeconds(2));
        await _server.DisposeAsync();
    }

    /// <summary>Null when <paramref name="awaited"/> came about; else how it failed.</summary>
    private async Task<InvocationOutcome?> WaitAsync(Task awaited, Invocation invocation, TimeSpan limit, string lateType)
    {
        using var inTime = new CancellationTokenSource();
        var late = Task.Delay(limit, inTime.Token);
        var first = await Task.WhenAny(awaited, _api.InitializationFailed.Task, _process.Exited, late);
        await inTime.CancelAsync();
        if (awaited.IsCompleted)
            return null;
        if (first == late)
        {
            _process.Kill();
            return InvocationOutcome.Failure(invocation.RequestId, lateType, $"Task timed out after {limit.TotalSeconds:0.00} seconds");
        }
        if (_api.InitializationFailed.Task is { IsCompletedSuccessfully: true } reported)
        {
            _process.Kill();
            return InvocationOutcome.Failure(invocation.RequestId, await reported, "The function failed at initialization.");
        }
        return InvocationOutcome.Failure(invocation.RequestId, "Runtime.ExitError", $"Runtime exited with error: exit status {await _process.Exited}");
    }
}
