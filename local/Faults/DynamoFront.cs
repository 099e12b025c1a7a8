using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Faults;

/// <summary>Stands before DynamoDB Local and adds what it does not show: conflicts, throttling, indexes that lag, errors, lost answers, timeouts.</summary>
public sealed class DynamoFront(HttpClient http, Uri dynamo, FaultScene scene)
{
    private readonly FaultPlan _plan = scene.Plan;
    private readonly FaultDice _dice = scene.Dice("dynamodb");
    private readonly Overlaps _overlaps = new();
    private readonly KeyLimits _limits = new(scene.Plan.WritesPerKey);
    private readonly IndexLag _lag = new(scene.Plan.IndexLagSeconds, scene.Dice("index"));

    public async Task HandleAsync(HttpContext context)
    {
        var body = await BodyAsync(context.Request);
        var request = DynamoRequest.Of(context.Request.Headers["X-Amz-Target"].ToString(), body);
        if (scene.IsCalm)
        {
            await AnswerAsync(context, await ForwardAsync(context.Request, body));
            return;
        }
        if (await FailsAsync(context, request))
            return;
        var contended = _overlaps.Enter(request);
        if (contended.Count > 0 && (request.IsTransaction || request.IsWrite))
        {
            scene.Note("conflict", request.Operation, request.Subject);
            await AnswerAsync(context, request.IsTransaction ? Canceled(request, contended, "TransactionConflict") : Error(400, "TransactionConflictException", "Transaction is ongoing for the item"));
            return;
        }
        try
        {
            if (request.IsTransaction)
                await Task.Delay(_dice.UpTo(_plan.TransactionMs / 1000.0));
            await CarryOutAsync(context, request, body);
        }
        finally
        {
            _overlaps.Leave(request);
        }
    }

    /// <summary>True when it has met its end before anything was done.</summary>
    private async Task<bool> FailsAsync(HttpContext context, DynamoRequest request)
    {
        if (scene.Lasts(FaultWindow.DynamoDbAway) || _dice.Falls(_plan.DynamoDb.Error))
        {
            scene.Note("error", request.Operation, request.Subject);
            await AnswerAsync(context, Error(500, "InternalServerError", "The request processing has failed because of an unknown error, exception or failure."));
            return true;
        }
        if (_limits.Exceeds(request) || _dice.Falls(_plan.DynamoDb.Throttle))
        {
            scene.Note("throttle", request.Operation, request.Subject);
            await AnswerAsync(context, request.IsTransaction
                ? Canceled(request, request.Written, "ThrottlingError")
                : Error(400, "ProvisionedThroughputExceededException", "The level of configured provisioned throughput for the table was exceeded."));
            return true;
        }
        if (_dice.Falls(_plan.DynamoDb.Stall))
        {
            scene.Note("stall", request.Operation, request.Subject);
            await Task.Delay(_dice.UpTo(_plan.DynamoDb.StallSeconds), context.RequestAborted);
            context.Abort();
            return true;
        }
        if (!_dice.Falls(_plan.DynamoDb.Reset))
            return false;
        scene.Note("reset", request.Operation, request.Subject);
        context.Abort();
        return true;
    }

    private async Task CarryOutAsync(HttpContext context, DynamoRequest request, byte[] body)
    {
        var indexed = request.Written.Where(IndexLag.Concerns).ToList();
        var before = await Task.WhenAll(indexed.Select(item => ReadAsync(context.Request, item)));
        var answer = await ForwardAsync(context.Request, body);
        if (answer.Status == 200)
            foreach (var (item, image) in indexed.Zip(before))
                _lag.Written(item, image);
        if (request.Index is { } index && answer.Status == 200 && JsonNode.Parse(answer.Body) is JsonObject found && _lag.MakeStale(request, found))
        {
            scene.Note("stale-index", index);
            answer = new DynamoAnswer(200, Encoding.UTF8.GetBytes(found.ToJsonString()), null);
        }
        if (_dice.Falls(_plan.DynamoDb.LostAnswer))
        {
            scene.Note("lost-answer", request.Operation, request.Subject);
            context.Abort();
            return;
        }
        await AnswerAsync(context, answer);
    }

    private async Task<JsonObject?> ReadAsync(HttpRequest source, WrittenItem item)
    {
        var asked = new JsonObject
        {
            ["TableName"] = item.Table,
            ["ConsistentRead"] = true,
            ["Key"] = new JsonObject { ["pk"] = new JsonObject { ["S"] = item.Pk }, ["sk"] = new JsonObject { ["S"] = item.Sk } },
        };
        var answer = await ForwardAsync(source, Encoding.UTF8.GetBytes(asked.ToJsonString()), "DynamoDB_20120810.GetItem");
        return answer.Status == 200 ? JsonNode.Parse(answer.Body)?["Item"] as JsonObject : null;
    }

    /// <summary>DynamoDB Local reads the key id and the region of a signature and verifies nothing: the header is passed on as it is.</summary>
    private async Task<DynamoAnswer> ForwardAsync(HttpRequest source, byte[] body, string? target = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, dynamo) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Amz-Target", target ?? source.Headers["X-Amz-Target"].ToString());
        request.Headers.TryAddWithoutValidation("Authorization", source.Headers.Authorization.ToString());
        request.Headers.TryAddWithoutValidation("X-Amz-Date", source.Headers["X-Amz-Date"].ToString());
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(source.ContentType ?? "application/x-amz-json-1.0");
        // Not broken off with the caller: what was sent to a service is carried out there, whoever waits for it.
        using var response = await http.SendAsync(request);
        var checksum = response.Headers.TryGetValues("x-amz-crc32", out var values) ? values.First() : null;
        return new DynamoAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), checksum);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory);
        return memory.ToArray();
    }

    private static DynamoAnswer Error(int status, string type, string message, JsonNode? reasons = null)
    {
        var error = new JsonObject { ["__type"] = $"com.amazonaws.dynamodb.v20120810#{type}", ["message"] = message };
        if (reasons is not null)
            error["CancellationReasons"] = reasons;
        return new DynamoAnswer(status, Encoding.UTF8.GetBytes(error.ToJsonString()), null);
    }

    private static DynamoAnswer Canceled(DynamoRequest request, IReadOnlyList<WrittenItem> items, string code)
    {
        var codes = request.Written.Select(item => items.Contains(item) ? code : "None").ToList();
        return Error(400, "TransactionCanceledException", $"Transaction cancelled, please refer cancellation reasons for specific reasons [{string.Join(", ", codes)}]",
            new JsonArray([.. codes.Select(reason => new JsonObject { ["Code"] = reason })]));
    }

    private static async Task AnswerAsync(HttpContext context, DynamoAnswer answer)
    {
        var response = context.Response;
        (response.StatusCode, response.ContentType, response.ContentLength) = (answer.Status, "application/x-amz-json-1.0", answer.Body.Length);
        response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        if (answer.Checksum is not null)
            response.Headers["x-amz-crc32"] = answer.Checksum;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <param name="Checksum">CRC-32 of the body, decimal; the SDK holds the body against it.</param>
    private sealed record DynamoAnswer(int Status, byte[] Body, string? Checksum);
}
