using FirstRead.Core.Access;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Readers;

/// <summary>Whether a caller is shown what the model found: the clinic's mode, and whether this reader has read before.</summary>
internal sealed class AiGate(ApiPorts ports)
{
    public static readonly Problem NotShown = new(409, "ai-not-shown", "What the model found is not shown to you yet", "Save a read of your own, or ask to be shown it, as the clinic wants it.");

    /// <summary>The clinic's mode: a clinic that nobody entered shows it at once.</summary>
    public async Task<AiDisplay> ModeOf(StudyId study, CancellationToken cancel) =>
        ModeOf(await ClinicOf(study, cancel));

    public static AiDisplay ModeOf(Clinic? clinic) => clinic?.AiDisplay ?? AiDisplay.First;

    /// <summary>Null where nobody entered it.</summary>
    public Task<Clinic?> ClinicOf(StudyId study, CancellationToken cancel) => ports.Reading.Clinics.GetAsync(study.Clinic, cancel);

    /// <summary>As below, of a study that is yet to be looked up; false where there is none.</summary>
    public async Task<bool> ShowsAsync(Call call, StudyId study) =>
        await StudyEndpoints.ReadingOf(ports, study, call.Cancelled) is { } reading && Shows(reading, await ModeOf(study, call.Cancelled), call.Caller);

    /// <summary>Only who reads can be led: an operator looks after what went wrong.</summary>
    public static bool Shows(Reading reading, AiDisplay mode, Caller caller) =>
        !caller.Roles.Contains(Role.Radiologist) || reading.ShowsAi(mode, caller.Subject);
}
