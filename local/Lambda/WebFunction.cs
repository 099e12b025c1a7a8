using System.Net.Sockets;
using FirstRead.Local.Processes;

namespace FirstRead.Local.Lambda;

/// <summary>
/// A function that is a plain web program behind the Lambda Web Adapter: one process on a port, started again whenever it ends.
/// </summary>
public sealed class WebFunction : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly FunctionDefinition _function;
    private readonly ChildProcesses _children;
    private readonly Uri _address;
    private readonly Task _loop;
    private ChildProcess? _process;

    public WebFunction(FunctionDefinition function, Uri address, ChildProcesses children)
    {
        (_function, _address, _children) = (function, address, children);
        _loop = SuperviseAsync();
    }

    /// <summary>Completes when the program takes connections, or at once where it is not built.</summary>
    public async Task ReadyAsync(TimeSpan patience, CancellationToken cancel)
    {
        if (_function.Program() is null)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(_address.Host, _address.Port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, limit.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        if (_process is not null)
            await _process.StopAsync(TimeSpan.FromSeconds(3));
        _stop.Dispose();
    }

    private async Task SuperviseAsync()
    {
        try
        {
            while (true)
            {
                if (_function.Program() is { } program)
                {
                    _process = _children.Start(_function.Command(program,
                    [
                        KeyValuePair.Create("AWS_LWA_PORT", $"{_address.Port}"),
                        KeyValuePair.Create("PORT", $"{_address.Port}"),
                        KeyValuePair.Create("ASPNETCORE_URLS", Addresses.Text(_address)),
                        KeyValuePair.Create("AWS_LAMBDA_FUNCTION_NAME", _function.Name),
                    ]));
                    await _process.Exited.WaitAsync(_stop.Token);
                }
                await Task.Delay(Pause, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
