using Amazon.Lambda;
using Amazon.Lambda.Model;
using FirstRead.Core.Operations.Failures;

namespace FirstRead.Aws.Operations;

/// <inheritdoc cref="IFunctionCalls"/>
public sealed class LambdaFunctionCalls(IAmazonLambda client) : IFunctionCalls
{
    public async Task InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        using var stream = new MemoryStream(payload.ToArray());
        await client.InvokeAsync(new InvokeRequest { FunctionName = function, InvocationType = InvocationType.Event, PayloadStream = stream }, cancel);
    }
}
