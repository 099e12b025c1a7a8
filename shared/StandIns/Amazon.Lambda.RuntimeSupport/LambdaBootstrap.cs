#nullable enable
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Asks the Runtime API for one event after another and answers each (AWS Lambda Developer Guide, "Using the Lambda
/// runtime API for custom runtimes"). An event's failure is reported and the loop goes on; a failure of the
/// Runtime API itself ends the process, and Lambda starts another.
/// </summary>
public sealed class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> handler;
    private readonly LambdaBootstrapInitializer? initializer;
    private readonly LambdaEnvironment environment = LambdaEnvironment.OfProcess();
    private readonly RuntimeApiClient api;

    internal LambdaBootstrap(Func<Stream, ILambdaContext, Task<Stream>> handler, LambdaBootstrapInitializer? initializer)
    {
        (this.handler, this.initializer) = (handler, initializer);
        api = new RuntimeApiClient(environment.RuntimeApi);
    }

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (!await InitializeAsync(cancellationToken))
            return;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
                await ServeAsync(await api.NextAsync(cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop while waiting for an event: nothing is lost.
        }
    }

    public void Dispose() => api.Dispose();

    private async Task<bool> InitializeAsync(CancellationToken cancel)
    {
        try
        {
            return initializer is null || await initializer();
        }
        catch (Exception error)
        {
            await api.ReportInitializationErrorAsync(error, cancel);
            throw;
        }
    }

    private async Task ServeAsync(Invocation invocation, CancellationToken cancel)
    {
        using (invocation)
        {
            // The AWS SDK and X-Ray read the trace of the current invocation here.
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
            var context = new LambdaContext(invocation, environment, TimeProvider.System);
            Stream output;
            try
            {
                output = await handler(invocation.Event, context);
            }
            catch (Exception error)
            {
                await Console.Error.WriteLineAsync($"{invocation.RequestId} {error}");
                await api.ReportInvocationErrorAsync(invocation.RequestId, error, cancel);
                return;
            }
            await using (output)
                await api.SendResponseAsync(invocation.RequestId, output, cancel);
        }
    }
}
