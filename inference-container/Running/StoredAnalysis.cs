using Amazon.Runtime;
using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>Analyses the study of a claim from the stores; whatever the study does to it becomes a result.</summary>
internal sealed class StoredAnalysis(StudyAnalysis analysis, IStudyStore studies, IObjectStore objects, TaskSettings settings, JsonLog log) : IClaimedAnalysis
{
    private const int MostDeaths = 3;

    public async Task<AnalysisResult> AnalyseAsync(Claim claim, CancellationToken cancel)
    {
        var order = new AnalysisOrder(claim.Study, claim.Attempt, Simulated: false);
        var stored = new StoredStudy(objects, settings, claim, []);
        if (claim.Work.Deaths >= MostDeaths)
            return await FailAsync(order, AnalysisCodes.TooManyAttempts, $"{claim.Work.Deaths} tasks died on it", stored, cancel);
        try
        {
            var study = await studies.GetAsync(claim.Study, cancel) ?? throw new InvalidOperationException($"Study {claim.Study} is in line and has no row.");
            order = order with { Simulated = study.Simulated };
            stored = new StoredStudy(objects, settings, claim, await studies.ListInstancesAsync(claim.Study, cancel));
            var result = await analysis.RunAsync(order, stored, stored, cancel);
            log.Write(
                "analysed",
                ("study", claim.Study), ("attempt", claim.Attempt), ("outcome", result.Outcome), ("risk", StoredNames.Of(result.Risk)),
                ("findings", result.Findings.Count), ("ms", result.TimingsMs["total"]));
            return result;
        }
        catch (StudyFailedException error)
        {
            return await FailAsync(order, error.Code, error.Message, stored, cancel);
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or IOException)
        {
            throw new StoreUnavailableException($"Could not read the study's rows: {error.GetType().Name}", error);
        }
        catch (Exception error) when (error is not (StoreUnavailableException or OperationCanceledException))
        {
            // A bug that this study shows would show again: recorded, so that a person looks and the queue moves on.
            log.Write("internal-error", ("study", claim.Study), ("attempt", claim.Attempt), ("type", error.GetType().FullName), ("stack", error.StackTrace));
            return await FailAsync(order, AnalysisCodes.InternalError, $"{error.GetType().Name} in the analysis; the log has more", stored, cancel);
        }
    }

    private Task<AnalysisResult> FailAsync(AnalysisOrder order, string code, string message, StoredStudy stored, CancellationToken cancel)
    {
        log.Write("failed", ("study", order.Study), ("attempt", order.Attempt), ("code", code));
        return analysis.FailAsync(order, code, message, stored, cancel);
    }
}
