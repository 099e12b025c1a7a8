using System.Text.Json.Serialization;
using FirstRead.Core.Review;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Readers;

/// <param name="Until">When the caller's own mark lapses.</param>
public sealed record ReadersBody(IReadOnlyList<ReaderBody> Readers, DateTimeOffset Until);

/// <param name="You">It is the caller.</param>
public sealed record ReaderBody(string Name, bool You)
{
    public static ReaderBody Of(Reader reader, Caller caller) => new(reader.Name, reader.Subject == caller.Subject);
}

/// <param name="Impression">What the reader sees in the images, before the model's findings are shown.</param>
public sealed record OwnReadRequest(string? Impression);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadersBody))]
[JsonSerializable(typeof(OwnReadRequest))]
public sealed partial class ReadersJson : JsonSerializerContext;
