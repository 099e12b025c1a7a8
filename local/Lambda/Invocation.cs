using System.Text.Json.Nodes;

namespace FirstRead.Local.Lambda;

/// <summary>One event on its way through one process.</summary>
internal sealed record Invocation(string RequestId, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The runtime has taken it: its time runs.</summary>
    public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<InvocationOutcome> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What came back.</summary>
/// <param name="ErrorType">Null when the handler returned; else as in X-Amz-Function-Error's payload, for example <c>Sandbox.Timedout</c>.</param>
public sealed record InvocationOutcome(string RequestId, ReadOnlyMemory<byte> Payload, string? ErrorType)
{
    public bool Failed => ErrorType is not null;

    public static InvocationOutcome Failure(string requestId, string type, string message) => new(
        requestId, System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["errorType"] = type, ["errorMessage"] = $"RequestId: {requestId} Error: {message}" }.ToJsonString()), type);
}
