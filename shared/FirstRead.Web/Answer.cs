using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Web;

/// <summary>What an endpoint answers: a status, headers, and a body of JSON or none.</summary>
public sealed class Answer
{
    private const string JsonType = "application/json; charset=utf-8";

    private readonly int status;
    private readonly string contentType;
    private readonly byte[] body;
    private readonly List<(string Name, string Value)> headers = [];

    private Answer(int status, string contentType, byte[] body) => (this.status, this.contentType, this.body) = (status, contentType, body);

    public static Answer NoContent { get; } = new(StatusCodes.Status204NoContent, "", []);

    public static Answer NotModified { get; } = new(StatusCodes.Status304NotModified, "", []);

    public static Answer Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new(status, JsonType, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>What is JSON already.</summary>
    public static Answer Json(byte[] written) => new(StatusCodes.Status200OK, JsonType, written);

    /// <summary>Bytes of any kind, to be read and not saved.</summary>
    public static Answer Content(byte[] content, string contentType) => new(StatusCodes.Status200OK, contentType, content);

    /// <param name="name">Under which a browser saves it.</param>
    public static Answer File(byte[] content, string contentType, string name) =>
        new Answer(StatusCodes.Status200OK, contentType, content).With("Content-Disposition", $"attachment; filename=\"{name}\"");

    public static Answer Of(Problem problem)
    {
        var answer = new Answer(problem.Status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Default.Problem));
        return problem.Status == StatusCodes.Status401Unauthorized ? answer.With("WWW-Authenticate", problem.Challenge) : answer;
    }

    public static implicit operator Answer(Problem problem) => Of(problem);

    /// <summary>The same answer with one more header; a name may come several times (Set-Cookie).</summary>
    public Answer With(string name, string value)
    {
        var answer = new Answer(status, contentType, body);
        answer.headers.AddRange([.. headers, (name, value)]);
        return answer;
    }

    /// <summary>The same answer with an entity tag of its body, or 304 where the caller has that body.</summary>
    public Answer Tagged(Call call)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        return (call.IfNoneMatch == tag ? NotModified : this).With("ETag", tag);
    }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancel)
    {
        response.StatusCode = status;
        // What a caller may see is the caller's alone; no cache between us keeps it.
        response.Headers.CacheControl = "private, no-cache";
        foreach (var (name, value) in headers)
            response.Headers.Append(name, value);
        if (contentType.Length == 0)
            return;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancel);
    }
}
