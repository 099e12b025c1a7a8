namespace Amazon.Lambda.Core;

/// <summary>What the runtime knows of the current invocation.</summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>Time left until Lambda ends the invocation; negative once it has passed.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>X-Ray's trace header of this invocation; null when there is none.</summary>
    string TraceId { get; }
}
