using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Counting;

/// <summary>
/// Stands before DynamoDB Local and counts what passes, with the units that AWS would bill: each request is made to ask for
/// them (ReturnConsumedCapacity), which changes no other part of the answer. <c>GET /requests</c> tells the counts of all services.
/// </summary>
public sealed class CountingDynamo(Uri dynamo, RequestCounts counts) : IDisposable
{
    private const string Service = "DynamoDB";

    /// <summary>DescribeTable, streams and the like take no such parameter, and cost nothing.</summary>
    private static readonly HashSet<string> Billed =
    [
        "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "BatchGetItem", "BatchWriteItem", "TransactWriteItems", "TransactGetItems",
    ];

    private static readonly string[] Forwarded = ["X-Amz-Target", "X-Amz-Date", "Authorization"];

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Method == "GET" && context.Request.Path == "/requests")
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(counts.Describe().ToJsonString(), context.RequestAborted);
            return;
        }
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        var operation = target[(target.LastIndexOf('.') + 1)..];
        var isBilled = Billed.Contains(operation) && target.StartsWith("DynamoDB_", StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = Request(context, isBilled ? Asking(body.GetBuffer().AsSpan(0, (int)body.Length)) : body.ToArray());
        using var answer = await _http.SendAsync(request, context.RequestAborted);
        var bytes = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        var (read, written) = isBilled ? UnitsOf(operation, bytes) : default;
        counts.Add(Service, RequestCounts.ProgramOf(context.Request), answer.IsSuccessStatusCode ? operation : $"{operation}, refused", read, written);
        await AnswerAsync(context.Response, answer, bytes);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpContext context, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, dynamo) { Content = new ByteArrayContent(body) };
        foreach (var name in Forwarded)
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type))
            request.Content.Headers.ContentType = type;
        return request;
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer, byte[] bytes)
    {
        response.StatusCode = (int)answer.StatusCode;
        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        // The SDK compares the sum with the bytes, which are untouched.
        foreach (var (name, values) in answer.Headers.NonValidated)
            if (name.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase))
                response.Headers[name] = values.ToString();
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    /// <summary>The request with one more member at its end.</summary>
    private static byte[] Asking(ReadOnlySpan<byte> body)
    {
        var end = body.LastIndexOf((byte)'}');
        var isEmpty = body[..end].TrimEnd(" \n\t\r"u8).EndsWith("{"u8);
        return [.. body[..end], .. isEmpty ? ""u8 : ","u8, .. "\"ReturnConsumedCapacity\":\"TOTAL\"}"u8];
    }

    /// <summary>As DynamoDB Local says: like AWS, but of a write under transaction four units a KB, where AWS takes two. A refused condition is billed as the write that it would have been (developer guide, "Conditional writes"), and is not told.</summary>
    private static (double Read, double Written) UnitsOf(string operation, byte[] answer)
    {
        JsonNode? capacity;
        try
        {
            capacity = JsonNode.Parse(answer)?["ConsumedCapacity"];
        }
        catch (JsonException)
        {
            return default;
        }
        var units = capacity switch
        {
            JsonArray tables => tables.Sum(Units),
            JsonObject table => Units(table),
            _ => 0,
        };
        return operation is "GetItem" or "Query" or "Scan" or "BatchGetItem" or "TransactGetItems" ? (units, 0) : (0, units);
    }

    private static double Units(JsonNode? table) => Convert.ToDouble(table?["CapacityUnits"]?.ToString() ?? "0", CultureInfo.InvariantCulture);
}
