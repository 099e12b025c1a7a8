using FirstRead.Core.Deidentification;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>What was taken out of a study, what was kept and why: counts, never a value.</summary>
public sealed class DeidentificationEndpoint(ApiPorts ports, string deidentifiedBucket)
{
    private readonly StudyReportArchive archive = new(ports.Objects, deidentifiedBucket);

    public async Task<Answer> GetAsync(Call call)
    {
        if (await ports.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        var instances = await ports.Studies.ListInstancesAsync(study.Id, call.Cancelled);
        var tag = $"\"{StudyReportArchive.DigestOf(instances)}\"";
        var answer = call.IfNoneMatch == tag ? Answer.NotModified : Answer.Json(await archive.ReadAsync(study, instances, call.Cancelled));
        return answer.With("ETag", tag);
    }
}
