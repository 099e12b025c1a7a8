#nullable enable
using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What Lambda says of the function in the environment ("Defined runtime environment variables").</summary>
internal sealed record LambdaEnvironment(
    string RuntimeApi, string FunctionName, string FunctionVersion, string LogGroupName, string LogStreamName, int MemoryLimitInMB)
{
    public static LambdaEnvironment OfProcess() => new(
        Read("AWS_LAMBDA_RUNTIME_API")
            ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this program is started by Lambda or by the local cloud."),
        Read("AWS_LAMBDA_FUNCTION_NAME") ?? "",
        Read("AWS_LAMBDA_FUNCTION_VERSION") ?? "",
        Read("AWS_LAMBDA_LOG_GROUP_NAME") ?? "",
        Read("AWS_LAMBDA_LOG_STREAM_NAME") ?? "",
        int.TryParse(Read("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0);

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name);
}
