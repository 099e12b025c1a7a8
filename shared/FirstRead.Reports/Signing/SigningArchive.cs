using System.Text.Json;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Review;
using FirstRead.Core.Review.Signing;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;

namespace FirstRead.Reports.Signing;

/// <summary>
/// The results bucket as signing sees it: reads what the analysis left, writes what a signature makes of it. Documents are
/// written before the round that names them is stored, each act in a folder of its own: what a crash or a lost race leaves
/// behind is named by nobody and never read.
/// </summary>
public sealed class SigningArchive(IObjectStore objects, string resultsBucket)
{
    // Pictures of a PDF that an answer of 6 MB can still hold.
    private const int MostImageBytes = 4 << 20;

    /// <param name="instances">All of the study.</param>
    public async Task<SigningMaterial> ReadAsync(Reading reading, IReadOnlyList<Instance> instances, CancellationToken cancel)
    {
        var source = await ReadSourceAsync(reading.Result, cancel);
        var contours = await ReadContoursAsync(reading.Result, cancel);
        return new(SigningSource.Of(reading, instances, source, contours), await ReadKeyImagesAsync(reading.Result, cancel));
    }

    /// <returns>The keys of what was written.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(StudyId study, int round, string act, IEnumerable<SignedDocument> documents, CancellationToken cancel)
    {
        var keys = new List<string>();
        foreach (var document in documents)
        {
            var key = ObjectKeys.Signed(study, round, act, document.Name);
            await objects.PutAsync(resultsBucket, key, document.Content, document.ContentType, cancel);
            keys.Add(key);
        }
        return keys;
    }

    /// <summary>Null when there is no such object.</summary>
    public async Task<byte[]?> FetchAsync(string? key, CancellationToken cancel, long most = long.MaxValue)
    {
        await using var stored = key is null ? null : await objects.OpenAsync(resultsBucket, key, null, cancel);
        if (stored is null || stored.Length > most)
            return null;
        using var bytes = new MemoryStream(checked((int)stored.Length));
        await stored.Content.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    /// <summary>Null for a result of before it was kept, and for a file that does not open: then the rows speak.</summary>
    private async Task<ReportSource?> ReadSourceAsync(AnalysisResult? result, CancellationToken cancel)
    {
        if (await FetchAsync(result?.Objects.ReportSource, cancel) is not { } file)
            return null;
        try
        {
            return ReportSourceFile.Read(new MemoryStream(file, writable: false));
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private async Task<ContourDocument?> ReadContoursAsync(AnalysisResult? result, CancellationToken cancel)
    {
        if (await FetchAsync(result?.Objects.Contours, cancel) is not { } file)
            return null;
        try
        {
            return ContourJson.Read(file);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>They stand in the order of the findings.</summary>
    private async Task<IReadOnlyDictionary<string, byte[]>> ReadKeyImagesAsync(AnalysisResult? result, CancellationToken cancel)
    {
        var (images, left) = (new Dictionary<string, byte[]>(), (long)MostImageBytes);
        foreach (var (finding, key) in (result?.Findings ?? []).Zip(result?.Objects.KeyImages ?? []))
            if (await FetchAsync(key, cancel, left) is { } png)
            {
                images[finding.Id] = png;
                left -= png.Length;
            }
        return images;
    }
}
