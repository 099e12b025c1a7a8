using System.Text.Json.Nodes;
using FirstRead.Core.DicomWeb;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>QIDO-RS (PS3.18 10.6): studies, series and instances by their attributes, the last received first.</summary>
internal sealed class SearchEndpoints(ApiPorts ports, ApiSettings settings, StudyHoldings holdings, CatalogueArchive catalogues, ResourceUrls urls, DicomWebAudit audit)
{
    /// <summary>Studies looked at side by side, and in all: a search answers what it found by then and says that there may be more.</summary>
    private const int AtOnce = 8;
    private const int MostStudies = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public Task<Answer> StudiesAsync(Call call) => SearchAsync(call, async study => [await StudyAsync(call, study)]);

    /// <summary>Of all studies, or of the path's.</summary>
    public Task<Answer> SeriesAsync(Call call) => SearchAsync(call, async study =>
    [
        .. (await holdings.ListAsync(call, study)).GroupBy(entry => entry.Series).Select(series => SearchResults.Series([.. series], urls.Series(study.StudyInstanceUid, series.Key))),
    ]);

    /// <summary>Of all studies, of the path's, or of its series.</summary>
    public Task<Answer> InstancesAsync(Call call) => SearchAsync(call, async study =>
    [
        .. (call.HasRoute("seriesUid") ? await holdings.ListAsync(call, study, call.Route("seriesUid")) : await holdings.ListAsync(call, study))
            .Select(entry => SearchResults.Instance(entry, urls.Instance(study.StudyInstanceUid, entry.Series, entry.Instance))),
    ]);

    private async Task<Answer> SearchAsync(Call call, Func<Study, Task<IReadOnlyList<SearchResult>>> resultsOf)
    {
        var (query, parameter, fault) = SearchQuery.Parse(call.Queries);
        if (query is null)
            return DicomWebProblems.InvalidQuery(parameter!, fault!);
        if (!MetadataAnswer.Accepts(call))
            return DicomWebProblems.OnlyJson;
        await audit.SearchedAsync(call);
        var found = new List<JsonObject>();
        var (looked, matched, isCut) = (0, 0, false);
        var started = ports.Clock.GetTimestamp();
        await foreach (var some in InGroups(CandidatesAsync(call, query)))
        {
            if (found.Count >= query.Limit || looked >= MostStudies || ports.Clock.GetElapsedTime(started) > Patience)
            {
                isCut = true;
                break;
            }
            looked += some.Count;
            foreach (var results in await Task.WhenAll(some.Select(resultsOf)))
                foreach (var result in results.Where(result => query.Keys.All(result.Matches)))
                    if (matched++ >= query.Offset && found.Count < query.Limit)
                        found.Add(result.ToJson(query));
        }
        var answer = MetadataAnswer.Of(call, found);
        if (isCut || matched > query.Offset + found.Count)
            answer = Warn(answer, "There may be more results than these: ask on by offset and limit, or for less");
        return query.IsFuzzy ? Warn(answer, "The fuzzymatching parameter is not supported. Only literal matching has been performed.") : answer;
    }

    /// <summary>PS3.18 8.3.4: what was not done is said by 299.</summary>
    private Answer Warn(Answer answer, string text) => answer.With("Warning", $"299 {urls.Service} \"{text}\"");

    private IAsyncEnumerable<Study> CandidatesAsync(Call call, SearchQuery query) =>
        call.HasRoute("studyUid") ? FindAsync([call.Route("studyUid")], call.Cancelled)
        : query.Studies is { } named ? FindAsync(named, call.Cancelled)
        : ports.Index.ListAsync(call.Cancelled);

    private async IAsyncEnumerable<Study> FindAsync(IEnumerable<string> uids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var uid in uids.Distinct())
            if (uid.Length > 0 && await ports.Index.FindAsync(uid, cancel) is { } study)
                yield return study;
    }

    private static async IAsyncEnumerable<IReadOnlyList<Study>> InGroups(IAsyncEnumerable<Study> studies)
    {
        var group = new List<Study>(AtOnce);
        await foreach (var study in studies)
        {
            group.Add(study);
            if (group.Count < AtOnce)
                continue;
            yield return group;
            group = new List<Study>(AtOnce);
        }
        if (group.Count > 0)
            yield return group;
    }

    private async Task<SearchResult> StudyAsync(Call call, Study study)
    {
        var images = await ports.Studies.ListInstancesAsync(study.Id, call.Cancelled);
        var results = await holdings.ResultsAsync(call, study);
        return SearchResults.Study(
            await FirstAsync(study, images, call.Cancelled),
            images.Select(image => image.Modality).Concat(results.Select(SearchResults.ModalityOf)).OfType<string>(),
            images.Select(image => image.SopClassUid).Concat(results.Select(SearchResults.SopClassOf)).OfType<string>(),
            images.Select(image => image.SeriesInstanceUid).Concat(results.Select(result => result.Series)).Distinct().Count(),
            images.Count + results.Count,
            urls.Study(study.StudyInstanceUid));
    }

    /// <summary>Metadata of one image; of a study without any, or whose first does not read, what its row says.</summary>
    private async Task<JsonObject> FirstAsync(Study study, IReadOnlyList<Instance> images, CancellationToken cancel)
    {
        try
        {
            if (images.Count > 0 && await catalogues.ReadAsync(study, StoredStudy.Place(images[0], settings.DeidentifiedBucket), cancel) is { } first)
                return first.Dataset;
        }
        catch (DicomException)
        {
            // What lists studies does not fail for one of them: whoever opens it is told.
        }
        return new JsonObject
        {
            ["00100020"] = JsonAttributes.Of("LO", study.Patient.Value),
            ["0020000D"] = JsonAttributes.Of("UI", study.StudyInstanceUid),
        };
    }
}
