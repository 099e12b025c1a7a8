using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>The worklist and one study.</summary>
public sealed class StudyEndpoints(ApiPorts ports)
{
    private const int LongestWorklist = 200;

    public async Task<Answer> ListAsync(Call call)
    {
        var studies = await ports.Studies.WorklistAsync(LongestWorklist, call.Cancelled);
        var tag = TagOf(studies);
        var answer = call.IfNoneMatch == tag
            ? Answer.NotModified
            : Answer.Json(new WorklistBody([.. studies.Select(StudyBody.Of)]), ApiJson.Default.WorklistBody);
        return answer.With("ETag", tag);
    }

    public async Task<Answer> GetAsync(Call call)
    {
        if (await ReadingOf(ports, call.StudyId!.Value, call.Cancelled) is not { } reading)
            return Problems.NotFound;
        var instances = await ports.Studies.ListInstancesAsync(reading.Study.Id, call.Cancelled);
        var body = new StudyInView(
            StudyBody.Of(reading.Study),
            [.. instances.Select(InstanceBody.Of)],
            reading.Result is { } result ? ResultBody.Of(result, reading.Signed) : null,
            ReviewBody.Of(reading));
        return Answer.Json(body, ApiJson.Default.StudyInView).With("ETag", Call.ETagOf(reading.Study.Revision));
    }

    /// <summary>The study is read first: what is read later may be newer, and then its revision no longer matches at a write.</summary>
    internal static async Task<Reading?> ReadingOf(ApiPorts ports, StudyId id, CancellationToken cancel)
    {
        if (await ports.Studies.GetAsync(id, cancel) is not { } study)
            return null;
        var result = study.ResultAttempt > 0 ? await ports.Results.GetAsync(id, study.ResultAttempt, cancel) : null;
        return new Reading(study, result, await ports.Reviews.ListAsync(id, cancel));
    }

    private static string TagOf(IReadOnlyList<Study> studies)
    {
        var revisions = string.Join('\n', studies.Select(study => $"{study.Id} {study.Revision}"));
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(revisions)).AsSpan(0, 16))}\"";
    }
}
