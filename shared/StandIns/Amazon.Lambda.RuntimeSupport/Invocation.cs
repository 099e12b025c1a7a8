#nullable enable
namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One event as the Runtime API hands it out; its body is read from the connection.</summary>
internal sealed record Invocation(
    string RequestId, string FunctionArn, DateTimeOffset Deadline, string? TraceId, Stream Event, HttpResponseMessage Connection) : IDisposable
{
    public void Dispose() => Connection.Dispose();
}
