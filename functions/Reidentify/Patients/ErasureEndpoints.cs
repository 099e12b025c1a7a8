using System.Text;
using FirstRead.Core.Patients;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Patients;

/// <summary>Asks for erasures, confirms them, takes them back, and certifies what was done. Nothing is erased here: another function does, that can read nothing.</summary>
public sealed class ErasureEndpoints(ReidentifyPorts ports, PatientViews views)
{
    private RequestErasure Requests => new(ports.Patients.Acts, ports.Patients.Erasures, ports.Holds);

    public async Task<Answer> RequestAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(PatientJson.Default.EraseRequest);
        if (request is null)
            return problem!;
        if (PatientInput.Clinic(request.Clinic) is not { } clinic)
            return Problems.InvalidBody("clinic", "must be the clinic on whose behalf it is");
        if (PatientInput.Text(request.Reason) is not { } reason)
            return PatientInput.BadText("reason");
        if (PatientInput.Text(request.LegalBasis) is not { } basis)
            return PatientInput.BadText("legalBasis");
        if (request.Force is not null && PatientInput.Text(request.Force) is null)
            return PatientInput.BadText("force");
        if (PatientInput.Token(call.Route("token")) is not { } token || await views.OfAsync(token, call) is { Studies: [], Links: [] })
            return PatientInput.UnknownPatient;
        var asked = new ErasureRequest(token, clinic, request.Linked, basis, PatientInput.Text(request.Force), new PatientAct(call.Caller.Subject, reason));
        return await AnswerAsync(await Requests.RequestAsync(asked, call.Cancelled), call);
    }

    /// <summary>Those that persons asked for: test studies go by themselves, one a day.</summary>
    public async Task<Answer> ListAsync(Call call)
    {
        var erasures = (await ports.Patients.Erasures.ListAsync(call.Cancelled)).Where(erasure => !erasure.Clinic.IsSynthetic).ToList();
        return Answer.Json(new ErasureList(await views.OfAsync(erasures, call)), PatientJson.Default.ErasureList);
    }

    public async Task<Answer> ConfirmAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(PatientJson.Default.ConfirmRequest);
        if (request is null)
            return problem!;
        return PatientInput.Erasure(call.Route("erasureId")) is { } id ? await AnswerAsync(await Requests.ConfirmAsync(id, request.Code ?? "", call.Caller.Subject, call.Cancelled), call) : Problems.NotFound;
    }

    public async Task<Answer> WithdrawAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(PatientJson.Default.WithdrawRequest);
        if (request is null)
            return problem!;
        if (PatientInput.Text(request.Reason) is not { } reason)
            return PatientInput.BadText("reason");
        return PatientInput.Erasure(call.Route("erasureId")) is { } id ? await AnswerAsync(await Requests.WithdrawAsync(id, new PatientAct(call.Caller.Subject, reason), call.Cancelled), call) : Problems.NotFound;
    }

    public async Task<Answer> CertifyAsync(Call call)
    {
        if (PatientInput.Erasure(call.Route("erasureId")) is not { } id || await ports.Patients.Erasures.GetAsync(id, call.Cancelled) is not { } erasure)
            return Problems.NotFound;
        var body = (await views.OfAsync([erasure], call))[0];
        return Answer.File(Encoding.UTF8.GetBytes(Certificate.Of(erasure, body)), "text/plain; charset=utf-8", $"erasure-{id.Code}.txt");
    }

    private static string WordsOf(string blocker) => blocker switch
    {
        ErasureBlockers.NotSigned => "A study is not signed",
        ErasureBlockers.InProgress => "a study is on its way",
        ErasureBlockers.FilesHeld => "a file is held",
        _ => blocker,
    };

    private async Task<Answer> AnswerAsync(ErasureOutcome outcome, Call call) => outcome switch
    {
        { Problem: null, Erasure: { } erasure } => Answer.Json((await views.OfAsync([erasure], call))[0], PatientJson.Default.ErasureBody),
        { Problem: ErasureProblem.Blocked } => new Problem(409, "erasure-blocked", "Something stands against it",
            $"{string.Join(", ", outcome.Blockers!.Select(WordsOf))}. Finish it first, or say why it is done all the same (force).",
            new Dictionary<string, string[]> { ["force"] = [.. outcome.Blockers!] }),
        { Problem: ErasureProblem.OtherClinic } => new Problem(409, "other-clinic", "The patient has studies of another clinic", "Ask on behalf of the clinic that sent them; nobody erases another clinic's patient."),
        { Problem: ErasureProblem.AlreadyAsked } => new Problem(409, "erasure-stands", "An erasure of this patient stands already", "Confirm or withdraw that one."),
        { Problem: ErasureProblem.WrongCode } => Problems.InvalidBody("code", "must be the code of this erasure"),
        { Problem: ErasureProblem.TooEarly } => new Problem(409, "second-person", "Another operator must confirm it", $"Who asked for it may confirm it from {outcome.Erasure!.RequestedAt + Erasure.AloneAfter:u} on."),
        { Problem: ErasureProblem.NotRequested } => outcome.Erasure is null ? Problems.NotFound : new Problem(409, "not-requested", "It waits for no confirmation", "Look at how it stands."),
        _ => Problems.TryAgain,
    };
}
