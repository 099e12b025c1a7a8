using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Json;
using FirstRead.Dicom.Reading;

namespace FirstRead.Core.DicomWeb;

/// <summary>One instance's metadata (PS3.18 10.4.1.1.2) and where its file lies.</summary>
/// <param name="Dataset">In the DICOM JSON Model; pixel data and long values by address.</param>
public sealed record CatalogueEntry(StoredDicom Place, JsonObject Dataset)
{
    public string Series => JsonAttributes.TextOf(Dataset, "0020000E") ?? "";

    public string Instance => JsonAttributes.TextOf(Dataset, "00080018") ?? "";

    public int Number => int.TryParse(JsonAttributes.TextOf(Dataset, "00200013"), out var number) ? number : int.MaxValue;
}

/// <summary>
/// Metadata of sets of instances, read from their headers when they are first asked for and kept under a key that names the set, as the
/// de-identification's reports are: never stale, and nothing must be undone when a slice comes late.
/// </summary>
public sealed class CatalogueArchive(IObjectStore objects, IObjectRanges ranges, string deidentifiedBucket, ResourceUrls urls)
{
    private const int AtOnce = 32;
    private const int BulkAbove = 4096;
    private const int Kept = 4;
    private const int LargestKept = 16 * 1024 * 1024;

    // Part of every digest: raise it when what is written changes.
    private const string Form = "1";

    private readonly List<(string Key, byte[] Json)> recent = [];

    /// <summary>By series, then by instance number.</summary>
    public async Task<IReadOnlyList<CatalogueEntry>> ReadAsync(Study study, IReadOnlyList<StoredDicom> places, CancellationToken cancel)
    {
        if (places.Count == 0)
            return [];
        var key = ObjectKeys.StudyCatalogue(study.Id, DigestOf(places));
        var json = Recent(key) ?? await FetchAsync(key, cancel);
        if (json is null)
        {
            (json, var whole) = await WriteAsync(study, places, cancel);
            // One that lacks an instance is made anew each time.
            if (whole)
                await objects.PutAsync(deidentifiedBucket, key, Packed(json), "application/gzip", cancel);
        }
        Keep(key, json);
        return [.. JsonNode.Parse(json)!.AsArray().Select(Entry).OrderBy(entry => entry.Series, StringComparer.Ordinal).ThenBy(entry => entry.Number).ThenBy(entry => entry.Instance, StringComparer.Ordinal)];
    }

    /// <summary>One instance's; null where its file is gone.</summary>
    public async Task<CatalogueEntry?> ReadAsync(Study study, StoredDicom place, CancellationToken cancel) =>
        await InstanceHeader.ReadAsync(ranges, place, cancel) is { } header ? new CatalogueEntry(place, JsonNode.Parse(Metadata(study, header))!.AsObject()) : null;

    private async Task<(byte[] Json, bool Whole)> WriteAsync(Study study, IReadOnlyList<StoredDicom> places, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var missing = 0;
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var some in places.Chunk(AtOnce))
                foreach (var header in await Task.WhenAll(some.Select(place => InstanceHeader.ReadAsync(ranges, place, cancel))))
                {
                    if (header is null)
                    {
                        missing++;
                        continue;
                    }
                    json.WriteStartObject();
                    json.WriteString("bucket", header.Place.Bucket);
                    json.WriteString("key", header.Place.Key);
                    json.WriteString("path", header.Place.Path);
                    json.WritePropertyName("dataset");
                    json.WriteRawValue(Metadata(study, header), skipInputValidation: true);
                    json.WriteEndObject();
                }
            json.WriteEndArray();
        }
        return (bytes.ToArray(), missing == 0);
    }

    private byte[] Metadata(Study study, InstanceHeader header)
    {
        var instance = urls.Instance(study.StudyInstanceUid, header.Dataset.GetString(Tags.SeriesInstanceUID) ?? "", header.Dataset.GetString(Tags.SOPInstanceUID) ?? "");
        // An offset means bytes of the file where the file holds them as they are asked for: little endian, not deflated.
        var addressable = header.Syntax is { IsDeflated: false, IsBigEndian: false };
        var options = addressable
            ? new DicomJsonOptions(BulkAbove, (offset, length) => ResourceUrls.Bulk(instance, offset, length), ResourceUrls.Pixels(instance))
            : new DicomJsonOptions(PixelUri: ResourceUrls.Pixels(instance));
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        using (var reader = new DicomReader(new MemoryStream(header.Start, writable: false)))
            new DicomJsonWriter(json, options).Write(reader);
        return bytes.ToArray();
    }

    private string DigestOf(IEnumerable<StoredDicom> places)
    {
        var keys = string.Join('\n', places.Select(place => place.Key).Order(StringComparer.Ordinal).Prepend($"{Form} {urls.Service}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys)).AsSpan(0, 16));
    }

    private static CatalogueEntry Entry(JsonNode? node)
    {
        var dataset = node!["dataset"]!.AsObject();
        node.AsObject().Remove("dataset");
        return new CatalogueEntry(new StoredDicom((string)node["bucket"]!, (string)node["key"]!, (string)node["path"]!), dataset);
    }

    private async Task<byte[]?> FetchAsync(string key, CancellationToken cancel)
    {
        await using var stored = await objects.OpenAsync(deidentifiedBucket, key, null, cancel);
        if (stored is null)
            return null;
        using var bytes = new MemoryStream();
        await using var packed = new GZipStream(stored.Content, CompressionMode.Decompress);
        await packed.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static byte[] Packed(byte[] json)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest))
            packed.Write(json);
        return bytes.ToArray();
    }

    private byte[]? Recent(string key)
    {
        lock (recent)
            return recent.FirstOrDefault(one => one.Key == key).Json;
    }

    /// <summary>A viewer asks for one study many times: the last few stay in memory.</summary>
    private void Keep(string key, byte[] json)
    {
        if (json.Length > LargestKept)
            return;
        lock (recent)
        {
            recent.RemoveAll(one => one.Key == key);
            recent.Add((key, json));
            if (recent.Count > Kept)
                recent.RemoveAt(0);
        }
    }
}
