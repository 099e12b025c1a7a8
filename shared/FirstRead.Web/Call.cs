using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FirstRead.Core.Studies;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Web;

/// <summary>One permitted request.</summary>
public sealed class Call(HttpContext http, Caller? caller)
{
    /// <summary>Never null where the authorization table asks for a role.</summary>
    public Caller Caller => caller ?? throw new InvalidOperationException("This endpoint is open to anyone: it has no caller.");

    /// <summary>The caller's clinic; never null where the table's reach is the own clinic.</summary>
    public ClinicId Clinic => Caller.Clinic ?? throw new InvalidOperationException("This endpoint's reach is not one clinic.");

    public CancellationToken Cancelled => http.RequestAborted;

    public string? IfNoneMatch => http.Request.Headers.IfNoneMatch is [{ Length: > 0 } tag] ? tag : null;

    /// <summary>False where there is nothing to read.</summary>
    public bool HasBody => http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0;

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>Null when the query does not name it once.</summary>
    public string? Query(string name) => http.Request.Query[name] is [{ } value] ? value : null;

    /// <summary>Null when the path holds no such id: then there is nothing to find.</summary>
    public StudyId? StudyId => Parsed("studyId", Core.Studies.StudyId.Parse);

    /// <inheritdoc cref="StudyId"/>
    public UploadId? UploadId => Parsed("uploadId", Core.Studies.UploadId.Parse);

    /// <inheritdoc cref="StudyId"/>
    public FileId? FileId => Parsed("fileId", Core.Studies.FileId.Parse);

    /// <summary>The revision of <c>If-Match</c>, which must be one strong entity tag (RFC 9110 13.1.1); -1 for a tag that is none of ours, null without.</summary>
    public int? IfMatch
    {
        get
        {
            var header = http.Request.Headers.IfMatch.ToString();
            if (header.Length == 0)
                return null;
            return header is ['"', .. var tag, '"'] && int.TryParse(tag, System.Globalization.NumberStyles.None, null, out var revision) ? revision : -1;
        }
    }

    public static string ETagOf(int revision) => $"\"{revision}\"";

    /// <summary>Reads the body; what does not fit the shape is a problem that names the member.</summary>
    public async Task<(T? Body, Problem? Problem)> ReadAsync<T>(JsonTypeInfo<T> type) where T : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(http.Request.Body, type, Cancelled);
            return body is null ? (null, Problems.InvalidBody("", "must be an object")) : (body, null);
        }
        catch (JsonException problem)
        {
            var member = (problem.Path ?? "$").TrimStart('$').TrimStart('.');
            return (null, Problems.InvalidBody(member, "is not JSON of the right type"));
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problems.BodyTooLarge);
        }
    }

    private T? Parsed<T>(string name, Func<string, T> parse) where T : struct
    {
        try
        {
            return parse(Route(name));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
