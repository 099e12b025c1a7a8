using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Core.DicomWeb;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>Data sets as <c>application/dicom+json</c>, packed for who accepts it.</summary>
internal static class MetadataAnswer
{
    private const string MediaType = "application/dicom+json";
    private const int PackedAbove = 2048;

    /// <summary>JSON is all that is spoken here (PS3.18 8.7.3.2 has it as the default).</summary>
    public static bool Accepts(Call call) =>
        Accepted(call).Any(range => !range.IsMultipart && (range.Covers(MediaType) || range.Covers("application/json")));

    /// <summary>The header, or the parameter that stands for it where no header can be set (8.3.3.1).</summary>
    public static IReadOnlyList<MediaRange> Accepted(Call call) => MediaRange.Parse(call.Query("accept") ?? call.Header("Accept"));

    public static Answer Of(Call call, IEnumerable<JsonObject> datasets)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var dataset in datasets)
                dataset.WriteTo(json);
            json.WriteEndArray();
        }
        var content = bytes.ToArray();
        var packed = content.Length > PackedAbove && call.Header("Accept-Encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true;
        if (packed)
            content = Pack(content);
        if (content.Length > DicomWebProblems.LargestAnswer)
            return DicomWebProblems.TooMany;
        var answer = Answer.Content(content, MediaType).With("Vary", "Accept-Encoding");
        return packed ? answer.With("Content-Encoding", "gzip") : answer;
    }

    private static byte[] Pack(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(content);
        return bytes.ToArray();
    }
}
