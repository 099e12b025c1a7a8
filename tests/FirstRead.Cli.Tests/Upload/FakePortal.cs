using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Tests.Upload;

/// <summary>A portal and its store that are dictionaries: it knows digests, gives URLs, and says what became of what arrived.</summary>
internal sealed class FakePortal
{
    public const long PartBytes = 1000, Threshold = 2500;

    private readonly Dictionary<string, (string Upload, string File, int Number, long Bytes)> known = [];
    private readonly Dictionary<(string File, int Number), byte[]> parts = [];
    private readonly Lock gate = new();

    /// <summary>Files of each manifest.</summary>
    public List<int> Manifests { get; } = [];

    /// <summary>By file: how often its bytes came.</summary>
    public Dictionary<string, int> Arrived { get; } = [];

    public List<string> Order { get; } = [];

    public List<string> PartsSent { get; } = [];

    public int RefuseUrls { get; set; }

    public int Busy { get; set; }

    public int LoseConnections { get; set; }

    public int LogIns { get; private set; }

    public int Expire { get; set; }

    /// <summary>Called before each PUT.</summary>
    public Action OnPut { get; set; } = () => { };

    public UploadClient Client(TimeProvider? clock = null) => new(
        new ClinicPortal(_ => Task.FromResult(LogIn()), clock ?? new Hurried()), clock ?? new Hurried(), new Wire(Store));

    private HttpClient LogIn()
    {
        LogIns++;
        return new HttpClient(new Wire(Answer)) { BaseAddress = new Uri("https://portal.example") };
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request)
    {
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync());
        var path = request.RequestUri!.AbsolutePath.Split('/');
        lock (gate)
        {
            if (Expire-- > 0)
                return new(HttpStatusCode.Unauthorized);
            if (Busy-- > 0)
                return new(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "7" } } };
            return path switch
            {
                [_, _, "uploads"] => Json(Announce(body!)),
                [_, _, "uploads", _, "urls"] => Json(new { files = new[] { Ticket(known.Values.Single(file => file.File == (string)body!["files"]![0]!["fileId"]!), "?fresh") } }),
                [_, _, "uploads", _, "files", var file, "parts"] => Json(Offer(file, body!["parts"]!.AsArray())),
                [_, _, "uploads", _, "files", var file, "complete"] => Complete(file),
                [_, _, "uploads", var upload] => Json(State(upload)),
                _ => new(HttpStatusCode.NotFound),
            };
        }
    }

    private object Announce(JsonNode manifest)
    {
        var files = manifest["files"]!.AsArray();
        Manifests.Add(files.Count);
        return new
        {
            uploadId = $"u{Manifests.Count}",
            files = files.Select((file, index) =>
            {
                var digest = (string)file!["sha256"]!;
                if (!known.TryGetValue(digest, out var standing))
                    known[digest] = standing = ($"u{Manifests.Count}", $"f-{digest[..8]}", index + 1, (long)file["bytes"]!);
                return Ticket(standing, "", index);
            }).ToList(),
        };
    }

    private object Ticket((string Upload, string File, int Number, long Bytes) file, string query, int index = 0) =>
        Arrived.ContainsKey(file.File) ? new { index, uploadId = file.Upload, fileId = file.File, state = "accepted" }
        : file.Bytes > Threshold ? new { index, uploadId = file.Upload, fileId = file.File, state = "pending", partBytes = PartBytes }
        : new { index, uploadId = file.Upload, fileId = file.File, state = "pending", url = $"https://store.example/{file.File}{query}", headers = new Dictionary<string, string> { ["content-length"] = $"{file.Bytes}" } };

    private object Offer(string file, JsonArray asked) => new
    {
        partBytes = PartBytes,
        count = 0,
        present = parts.Where(part => part.Key.File == file).Select(part => new { number = part.Key.Number, sha256 = Convert.ToHexStringLower(SHA256.HashData(part.Value)) }),
        parts = asked.Select(part => new { number = (int)part!["number"]!, url = $"https://store.example/{file}/{part["number"]}", headers = new Dictionary<string, string>() }),
    };

    private HttpResponseMessage Complete(string file)
    {
        var whole = parts.Where(part => part.Key.File == file).OrderBy(part => part.Key.Number).SelectMany(part => part.Value).ToArray();
        var digest = Convert.ToHexStringLower(SHA256.HashData(whole));
        if (!digest.StartsWith(file["f-".Length..], StringComparison.Ordinal))
            return new(HttpStatusCode.Conflict);
        Arrived[file] = 1;
        return new(HttpStatusCode.NoContent);
    }

    private object State(string upload) => new
    {
        uploadId = upload,
        open = false,
        files = known.Values.Where(file => file.Upload == upload).Select(file => new { fileId = file.File, number = file.Number, state = Arrived.ContainsKey(file.File) ? "accepted" : "pending" }),
        studies = Array.Empty<object>(),
    };

    private async Task<HttpResponseMessage> Store(HttpRequestMessage request)
    {
        OnPut();
        var content = await request.Content!.ReadAsByteArrayAsync();
        lock (gate)
        {
            if (LoseConnections-- > 0)
                throw new HttpRequestException("The connection broke.");
            if (request.RequestUri!.Query.Length == 0 && RefuseUrls-- > 0)
                return new(HttpStatusCode.Forbidden);
            var path = request.RequestUri.AbsolutePath.TrimStart('/').Split('/');
            if (path is [var whole, var number])
            {
                parts[(whole, int.Parse(number))] = content;
                PartsSent.Add(number);
                return new(HttpStatusCode.OK);
            }
            Arrived[path[0]] = Arrived.GetValueOrDefault(path[0]) + 1;
            Order.Add(path[0]);
            return new(HttpStatusCode.OK);
        }
    }

    private static HttpResponseMessage Json(object body) => new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    private sealed class Wire(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}

/// <summary>A clock on which every wait is over at once, and which can be moved.</summary>
internal sealed class Hurried : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public List<TimeSpan> Waits { get; } = [];

    public override long GetTimestamp() => Ahead.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A timer that repeats is a sign of life, which nobody waits for.
        if (period > TimeSpan.Zero)
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (Waits)
            Waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
