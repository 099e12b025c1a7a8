using FirstRead.Core.DicomWeb;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>WADO-RS metadata (PS3.18 10.4.1.1.2): headers in the DICOM JSON Model, pixel data and long values by address.</summary>
internal sealed class MetadataEndpoints(StudyHoldings holdings, CatalogueArchive catalogues, DicomWebAudit audit)
{
    public Task<Answer> OfStudyAsync(Call call) => AnswerAsync(call, study => holdings.ListAsync(call, study));

    public Task<Answer> OfSeriesAsync(Call call) => AnswerAsync(call, study => holdings.ListAsync(call, study, call.Route("seriesUid")));

    public Task<Answer> OfInstanceAsync(Call call) => AnswerAsync(call, async study =>
        await holdings.PlaceAsync(call, study) is { } place && await catalogues.ReadAsync(study, place, call.Cancelled) is { } entry ? [entry] : []);

    private async Task<Answer> AnswerAsync(Call call, Func<Study, Task<IReadOnlyList<CatalogueEntry>>> entriesOf)
    {
        if (!MetadataAnswer.Accepts(call))
            return DicomWebProblems.OnlyJson;
        if (await holdings.FindAsync(call) is not { } study)
            return Problems.NotFound;
        await audit.ReadAsync(call, study.Id);
        try
        {
            var entries = await entriesOf(study);
            return entries.Count == 0 ? Problems.NotFound : MetadataAnswer.Of(call, entries.Select(entry => entry.Dataset));
        }
        catch (DicomException broken)
        {
            return DicomWebProblems.Broken(broken);
        }
    }
}
