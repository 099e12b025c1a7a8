using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Iam;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>Lambda's Invoke: <c>POST /2015-03-31/functions/{name}/invocations</c>, RequestResponse or Event.</summary>
public sealed class InvokeEndpoint(IReadOnlyCollection<Function> functions, AsyncInvocations invocations, SignatureGate gate, Guard guard, TimeProvider time, IRandomSource random)
{
    private const int LargestEvent = 256 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var (body, signer, refusal) = await SignedBody.ReadAsync(context, gate, RuntimeApi.LargestPayload);
        var name = context.Request.Path.Value?.Split('/') is ["", "2015-03-31", "functions", var named, "invocations"] ? named : null;
        var asynchronous = context.Request.Headers["X-Amz-Invocation-Type"] == "Event";
        if (refusal is not null)
            await RefuseAsync(context, 403, refusal.Code, refusal.Message);
        else if (functions.FirstOrDefault(candidate => candidate.Definition.Name == name) is not { } function)
            await RefuseAsync(context, 404, "ResourceNotFoundException", "Function not found.");
        else if (guard.Check(signer!, AccessRequest.Of("lambda:InvokeFunction", function.Definition.Arn)) is { } denial)
            await RefuseAsync(context, 403, "AccessDeniedException", denial.Message);
        else if (!asynchronous)
            await RunAsync(context, function, body);
        else if (body.Length > LargestEvent)
            await RefuseAsync(context, 413, "RequestTooLargeException", "The event is larger than 256 KB.");
        else
            Queue(context, function, body);
    }

    private void Queue(HttpContext context, Function function, byte[] body)
    {
        invocations.Accept(new Delivery(Ids.Uuid(random), function.Definition.Name, time.GetUtcNow(), JsonNode.Parse(body)!));
        context.Response.StatusCode = 202;
    }

    private async Task RunAsync(HttpContext context, Function function, byte[] body)
    {
        if (await function.TryInvokeAsync(Ids.Uuid(random), body) is not { } outcome)
        {
            await RefuseAsync(context, 429, "TooManyRequestsException", "Rate Exceeded.");
            return;
        }
        if (outcome.Failed)
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
        context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        await context.Response.Body.WriteAsync(outcome.Payload);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-ErrorType"] = type;
        await context.Response.WriteAsync(new JsonObject { ["Type"] = "User", ["Message"] = message }.ToJsonString());
    }
}
