using FirstRead.Core.DicomWeb;
using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Readers;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>From the UIDs of a path to what is stored.</summary>
internal sealed class StudyHoldings(ApiPorts ports, ApiSettings settings, CatalogueArchive catalogues)
{
    private readonly AiGate gate = new(ports);

    public async Task<Study?> FindAsync(Call call) => await ports.Index.FindAsync(call.Route("studyUid"), call.Cancelled);

    /// <summary>All instances of a study, of images and of results, by series and number.</summary>
    public async Task<IReadOnlyList<CatalogueEntry>> ListAsync(Call call, Study study) =>
        [.. await ImagesAsync(study, call.Cancelled), .. await ResultsAsync(call, study)];

    /// <summary>Of one series; empty where there is none.</summary>
    public async Task<IReadOnlyList<CatalogueEntry>> ListAsync(Call call, Study study, string series) =>
        [.. (await ListAsync(call, study)).Where(entry => entry.Series == series)];

    public async Task<IReadOnlyList<CatalogueEntry>> ResultsAsync(Call call, Study study)
    {
        // With no result and no round there is nothing to be read.
        if (study.ResultAttempt == 0 && study.Times.SignedAt is null)
            return [];
        var reading = await StudyEndpoints.ReadingOf(ports, study.Id, call.Cancelled);
        // What a clinic wants withheld until its reader has read stays withheld on every path.
        return reading is null || !AiGate.Shows(reading, await gate.ModeOf(study.Id, call.Cancelled), call.Caller) ? [] : await catalogues.ReadAsync(study, StoredStudy.ResultsOf(reading, settings.ResultsBucket), call.Cancelled);
    }

    /// <summary>Where the instance of the path lies; null where there is none.</summary>
    public async Task<StoredDicom?> PlaceAsync(Call call, Study study)
    {
        var (series, instance) = (call.Route("seriesUid"), call.Route("instanceUid"));
        if (await ports.Studies.GetInstanceAsync(study.Id, instance, call.Cancelled) is { } row)
            return row.SeriesInstanceUid == series ? StoredStudy.Place(row, settings.DeidentifiedBucket) : null;
        return (await ResultsAsync(call, study)).FirstOrDefault(entry => entry.Instance == instance && entry.Series == series)?.Place;
    }

    private async Task<IReadOnlyList<CatalogueEntry>> ImagesAsync(Study study, CancellationToken cancel)
    {
        var instances = await ports.Studies.ListInstancesAsync(study.Id, cancel);
        return await catalogues.ReadAsync(study, [.. instances.Select(instance => StoredStudy.Place(instance, settings.DeidentifiedBucket))], cancel);
    }
}
