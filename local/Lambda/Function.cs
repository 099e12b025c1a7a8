using System.Collections.Concurrent;
using FirstRead.Local.Processes;

namespace FirstRead.Local.Lambda;

/// <summary>A function and its processes: as many as its concurrency, started when needed and kept while they live.</summary>
public sealed class Function(FunctionDefinition definition, ChildProcesses children, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(definition.Concurrency);
    private readonly ConcurrentBag<Sandbox> _idle = [];

    public FunctionDefinition Definition => definition;

    /// <summary>Runs the event as soon as a process is free.</summary>
    /// <exception cref="FunctionUnavailableException">It is not built.</exception>
    public async Task<InvocationOutcome> InvokeAsync(string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        return await RunAsync(requestId, payload);
    }

    /// <summary>Null, a throttle, when every process is busy.</summary>
    /// <exception cref="FunctionUnavailableException">It is not built.</exception>
    public async Task<InvocationOutcome?> TryInvokeAsync(string requestId, ReadOnlyMemory<byte> payload) =>
        await _free.WaitAsync(TimeSpan.Zero) ? await RunAsync(requestId, payload) : null;

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var sandbox))
            await sandbox.DisposeAsync();
        _free.Dispose();
    }

    private async Task<InvocationOutcome> RunAsync(string requestId, ReadOnlyMemory<byte> payload)
    {
        try
        {
            var sandbox = await TakeAsync();
            var outcome = await sandbox.InvokeAsync(requestId, payload);
            if (sandbox.Alive)
                _idle.Add(sandbox);
            else
                await sandbox.DisposeAsync();
            return outcome;
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task<Sandbox> TakeAsync()
    {
        while (_idle.TryTake(out var sandbox))
        {
            if (sandbox.Alive)
                return sandbox;
            await sandbox.DisposeAsync();
        }
        var program = definition.Program() ?? throw new FunctionUnavailableException(definition.Name);
        return await Sandbox.StartAsync(definition, program, children, time);
    }
}

/// <summary>Nothing is built that could run.</summary>
public sealed class FunctionUnavailableException(string name) : Exception($"The function {name} is not built.");
