using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Functions.Api.Readers;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Priors;

/// <summary>The same patient's other studies, to be looked at side by side.</summary>
public sealed class PriorEndpoints(ApiPorts ports, string deidentifiedBucket)
{
    // Of a patient with more, the newest received are listed: each costs a look into one image.
    private const int MostPriors = 20;

    private readonly AiGate gate = new(ports);
    private readonly StudyDay days = new(ports.Objects, deidentifiedBucket);

    public async Task<Answer> ListAsync(Call call)
    {
        if (await ports.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        var all = await ports.Patients.ListAsync(study.Patient, call.Cancelled);
        var others = all.Where(other => other.Study.Id != study.Id && other.Study.InstanceCount > 0).TakeLast(MostPriors).ToArray();
        var here = others.Length > 0 ? await DayAsync(study.Id, call.Cancelled) : null;
        var calendar = all.FirstOrDefault(one => one.Study.Id == study.Id)?.CalendarDays ?? 0;
        var priors = await Task.WhenAll(others.Select(async other => new PriorBody(
            StudyBody.Of(other.Study, await gate.ShowsAsync(call, other.Study.Id)),
            Between(await DayAsync(other.Study.Id, call.Cancelled), other.CalendarDays, here, calendar))));
        return Answer.Json(
            new PriorsBody([.. priors.OrderBy(prior => prior.Days is { } apart ? Math.Abs(apart) : int.MaxValue).ThenBy(prior => prior.Study.StudyId, StringComparer.Ordinal)]),
            PriorBodies.Default.PriorsBody);
    }

    private async Task<DateOnly?> DayAsync(StudyId study, CancellationToken cancel) =>
        await ports.Studies.ListInstancesAsync(study, cancel) is [var image, ..] ? await days.OfAsync(image, cancel) : null;

    /// <summary>In the calendar of the patient that was asked for: linked tokens have shifts of their own.</summary>
    private static int? Between(DateOnly? from, int fromCalendar, DateOnly? to, int toCalendar) =>
        from is { } earlier && to is { } later ? later.DayNumber + toCalendar - earlier.DayNumber - fromCalendar : null;
}
