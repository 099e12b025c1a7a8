using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Readers;

/// <summary>The worklist, a page at a time, and what was signed in the last day.</summary>
public sealed class WorklistEndpoint(ApiPorts ports)
{
    private const int StandardPage = 200;
    private const int LongestPage = 500;
    private const int MostDone = 500;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public async Task<Answer> ListAsync(Call call)
    {
        var limit = StandardPage;
        if (call.Query("limit") is { } asked && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= LongestPage))
            return Problems.InvalidBody("limit", $"must be 1 to {LongestPage}");
        var behind = call.Query("after") is { } after ? WorklistPlace.Parse(after) : null;
        if (behind is null && call.Query("after") is not null)
            return Problems.InvalidBody("after", "must be an earlier answer's next");
        var now = ports.Clock.GetUtcNow();
        if (call.Query("state") is not { } state)
            return await AnswerAsync(call, await ports.Studies.WorklistAsync(limit, call.Cancelled, behind), limit, now);
        return state == "done"
            ? await AnswerAsync(call, await ports.Studies.DoneAsync(now - Day, now, MostDone, call.Cancelled), int.MaxValue, now)
            : Problems.InvalidBody("state", "must be done, or absent");
    }

    private async Task<Answer> AnswerAsync(Call call, IReadOnlyList<Study> studies, int limit, DateTimeOffset now)
    {
        var clinics = (await ports.Reading.Clinics.ListAsync(call.Cancelled)).ToDictionary(clinic => clinic.Id);
        var readers = (await ports.Reading.Readers.ListAsync(now, call.Cancelled)).ToLookup(reader => reader.Study, reader => ReaderBody.Of(reader, call.Caller));
        var use = await ports.Operations.TaskTimeAsync(ports.Clock, studies.Select(study => study.Status), call.Cancelled);
        StudyBody RowOf(Study study)
        {
            var clinic = clinics.GetValueOrDefault(study.Id.Clinic);
            var here = readers[study.Id].ToArray();
            return StudyBody.Of(study, Shows(study, call.Caller, clinic)).During(use) with { Readers = here is [_, ..] ? here : null, ClinicName = clinic?.Name };
        }
        StudyBody[] rows = [.. studies.Select(RowOf)];
        var body = new WorklistBody(rows, studies.Count >= limit ? WorklistPlace.Of(studies[^1]).Rank : null);
        var tag = TagOf(body);
        var answer = call.IfNoneMatch == tag ? Answer.NotModified : Answer.Json(body, ApiJson.Default.WorklistBody);
        return answer.With("ETag", tag);
    }

    /// <summary>
    /// A list leads as a finding does. Whether a reader has read a study before stands with its review, which a list does not
    /// open: on it what a clinic wants withheld stays withheld until a person signs.
    /// </summary>
    private static bool Shows(Study study, Caller caller, Clinic? clinic) =>
        !Urgency.IsOpen(study) || !caller.Roles.Contains(Role.Radiologist) || AiGate.ModeOf(clinic) == AiDisplay.First;

    private static string TagOf(WorklistBody body)
    {
        var lines = body.Studies.Select(row => $"{row.StudyId} {row.Revision} {row.Reason} {row.AiWithheld} {row.ClinicName} {string.Join(',', (row.Readers ?? []).Select(reader => $"{reader.You} {reader.Name}"))}");
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Append(body.Next)))).AsSpan(0, 16))}\"";
    }
}
