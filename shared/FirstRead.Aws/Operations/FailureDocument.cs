using System.Text.Json;
using FirstRead.Core.Operations.Failures;

namespace FirstRead.Aws.Operations;

/// <summary>What an object of the failures bucket says of its event (Lambda Developer Guide, "Example invocation record").</summary>
internal static class FailureDocument
{
    /// <summary>Null for what is no such object.</summary>
    public static FailedEvent? Read(string key, JsonElement root, DateTimeOffset? replayedAt)
    {
        if (!root.TryGetProperty("requestContext", out var request) || !root.TryGetProperty("timestamp", out var time) || !time.TryGetDateTimeOffset(out var at))
            return null;
        var response = root.TryGetProperty("responseContext", out var context) && context.ValueKind == JsonValueKind.Object ? context : default;
        return new FailedEvent(
            key,
            // arn:aws:lambda:{region}:{account}:function:{name}, perhaps with a version behind it.
            Text(request, "functionArn")?.Split(':') is [_, _, _, _, _, _, var name, ..] ? name : "",
            at,
            request.TryGetProperty("approximateInvokeCount", out var count) && count.TryGetInt32(out var attempts) ? attempts : 0,
            Text(request, "condition") ?? "",
            response.ValueKind == JsonValueKind.Object ? Text(response, "functionError") : null,
            PayloadOf(root) is not null,
            replayedAt);
    }

    /// <summary>The event, of an asynchronous invocation alone.</summary>
    public static JsonElement? PayloadOf(JsonElement root) => root.TryGetProperty("requestPayload", out var payload) && payload.ValueKind == JsonValueKind.Object ? payload : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
