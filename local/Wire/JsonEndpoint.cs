using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Local.Iam;

namespace FirstRead.Local.Wire;

/// <summary>An error of an AWS JSON service: its type as the SDKs know it, and a message.</summary>
public sealed class JsonServiceException(string type, string message) : Exception(message)
{
    public string Type => type;
}

/// <summary>Puts an operation to the policies before it is done.</summary>
/// <param name="Actions">What the operation of this name needs, given its request.</param>
public sealed record JsonPermissions(Guard Guard, Func<string, JsonObject, IEnumerable<AccessRequest>> Actions);

/// <summary>AWS JSON 1.1: the operation's name in X-Amz-Target, JSON in, JSON out (Secrets Manager, ECS).</summary>
/// <param name="gate">Null takes everyone: only where another cloud, whose credentials we do not know, is the caller.</param>
/// <param name="operations">By name. An answer of null is an empty object.</param>
/// <param name="permissions">Null lets every known caller do everything.</param>
public sealed class JsonEndpoint(SignatureGate? gate, IReadOnlyDictionary<string, Func<JsonObject, CancellationToken, Task<JsonObject>>> operations, JsonPermissions? permissions = null)
{
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        var (body, signer, refusal) = await SignedBody.ReadAsync(context, gate);
        if (refusal is not null)
        {
            await AnswerAsync(context, 403, Error(refusal.Code, refusal.Message));
            return;
        }
        try
        {
            var name = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
            if (!operations.TryGetValue(name, out var operation))
                throw new JsonServiceException("UnknownOperationException", $"The local cloud does not implement {name}.");
            var request = (JsonObject)JsonNode.Parse(body)!;
            if (signer is not null && permissions?.Guard.Check(signer, permissions.Actions(name, request)) is { } denial)
                throw new JsonServiceException("AccessDeniedException", denial.Message);
            await AnswerAsync(context, 200, await operation(request, context.RequestAborted));
        }
        catch (JsonServiceException error)
        {
            await AnswerAsync(context, 400, Error(error.Type, error.Message));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or InvalidCastException or FormatException)
        {
            await AnswerAsync(context, 400, Error("SerializationException", "The request is not of the operation's shape."));
        }
    }

    private static JsonObject Error(string type, string message) => new() { ["__type"] = type, ["message"] = message };

    private static async Task AnswerAsync(HttpContext context, int status, JsonObject answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(answer.ToJsonString());
    }
}
