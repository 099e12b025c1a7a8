using FirstRead.Core.Access;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Functions.Api.Readers;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>One study.</summary>
public sealed class StudyEndpoints(ApiPorts ports)
{
    private readonly AiGate gate = new(ports);
    private readonly OpenedStudies opened = new(ports);

    public async Task<Answer> GetAsync(Call call)
    {
        if (await ReadingOf(ports, call.StudyId!.Value, call.Cancelled) is not { } reading)
            return Problems.NotFound;
        var clinic = await gate.ClinicOf(reading.Study.Id, call.Cancelled);
        var mode = AiGate.ModeOf(clinic);
        var aiShown = AiGate.Shows(reading, mode, call.Caller);
        await opened.NoteAsync(call, reading.Study, aiShown);
        var instances = await ports.Studies.ListInstancesAsync(reading.Study.Id, call.Cancelled);
        var body = new StudyInView(
            StudyBody.Of(reading.Study, aiShown).During(await ports.Operations.TaskTimeAsync(ports.Clock, [reading.Study.Status], call.Cancelled)) with { ClinicName = clinic?.Name },
            [.. instances.Select(InstanceBody.Of)],
            aiShown && reading.Result is { } result ? ResultBody.Of(result, reading.Signed) : null,
            ReviewBody.Of(reading, aiShown, await ToldAsync(reading, call.Cancelled)),
            AiDisplayNames.Of(mode));
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

    /// <summary>Looked for only where a signature waits for it.</summary>
    private async Task<IReadOnlyDictionary<int, Communication>?> ToldAsync(Reading reading, CancellationToken cancel) =>
        reading.Rounds.Any(round => round.Signature?.Critical is { Communication: null }) ? await ports.Reviews.ListCommunicationsAsync(reading.Study.Id, cancel) : null;
}
