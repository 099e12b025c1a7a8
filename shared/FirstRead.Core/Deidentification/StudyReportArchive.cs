using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// A study's report, added up from its instances' when it is first asked for, and kept under a key that names the set of
/// instances: it is never stale, and nothing must be undone when a slice comes late. First reading: a GET, one for each
/// instance, and a PUT. Every other: one GET. Memory does not grow with the study.
/// </summary>
public sealed class StudyReportArchive(IObjectStore objects, string deidentifiedBucket)
{
    private const int AtOnce = 32;

    // Part of every digest: raise it when the report's form changes.
    private const string Form = "1";

    /// <summary>Names the set of instances.</summary>
    public static string DigestOf(IEnumerable<Instance> instances)
    {
        var keys = string.Join('\n', instances.Select(instance => instance.ObjectKey).Order(StringComparer.Ordinal).Prepend(Form));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys)).AsSpan(0, 16));
    }

    /// <summary>The report as JSON (<see cref="ReportJson"/>).</summary>
    /// <param name="instances">All that the study has.</param>
    public async Task<byte[]> ReadAsync(Study study, IReadOnlyList<Instance> instances, CancellationToken cancel)
    {
        var key = ObjectKeys.StudyReport(study.Id, DigestOf(instances));
        if (await FetchAsync(key, cancel) is { } kept)
            return kept;
        var sum = StudyReport.Empty;
        foreach (var some in instances.Chunk(AtOnce))
            sum = sum.And(await SumAsync(some, cancel));
        var json = Write(study, sum);
        // One that lacks an instance is made anew each time: the instance's report may yet come.
        if (sum.WithoutReport == 0)
            await objects.PutAsync(deidentifiedBucket, key, json, ReportJson.ContentType, cancel);
        return json;
    }

    private async Task<StudyReport> SumAsync(IReadOnlyList<Instance> instances, CancellationToken cancel)
    {
        var written = await Task.WhenAll(instances.Select(instance => FetchAsync(ObjectKeys.Report(instance.ObjectKey), cancel)));
        var reports = written.OfType<byte[]>().Select(report => ReportJson.Read(report)).ToList();
        return StudyReport.Of(reports) with { WithoutReport = instances.Count - reports.Count };
    }

    private async Task<byte[]?> FetchAsync(string key, CancellationToken cancel)
    {
        await using var stored = await objects.OpenAsync(deidentifiedBucket, key, null, cancel);
        if (stored is null)
            return null;
        using var bytes = new MemoryStream();
        await stored.Content.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static byte[] Write(Study study, StudyReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            ReportJson.WriteTo(json, study.StudyInstanceUid, report);
        return bytes.ToArray();
    }
}
