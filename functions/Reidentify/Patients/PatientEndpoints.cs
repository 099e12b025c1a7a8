using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Patients;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Patients;

/// <summary>Finds a patient, links and separates. Every act is audited before it happens; no answer names a person.</summary>
public sealed class PatientEndpoints(ReidentifyPorts ports, ReidentifySettings settings, PatientViews views)
{
    private const int MostOpen = 1000;
    private static readonly Problem NotPossible = new(409, "not-possible", "That would leave nothing behind, or is too much at once", $"Separate some of a patient's studies, at most {PatientSplit.MostStudies} at once.");

    public async Task<Answer> FindAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(PatientJson.Default.FindRequest);
        if (request is null)
            return problem!;
        var named = request.PatientId is not null;
        if (named && PatientInput.Clinic(request.Clinic) is null)
            return Problems.InvalidBody("clinic", "must be the clinic whose number it is");
        if (named && PatientInput.Text(request.Reason) is null)
            return PatientInput.BadText("reason");
        var token = named ? await ByNumberAsync(request, call) : request.Study is { } study ? await ByStudyAsync(study.Trim(), call.Cancelled) : PatientInput.Token(request.Token);
        return token is { } found ? await ShowAsync(found, call) : PatientInput.UnknownPatient;
    }

    public async Task<Answer> GetAsync(Call call) =>
        PatientInput.Token(call.Route("token")) is { } token ? await ShowAsync(token, call) : PatientInput.UnknownPatient;

    public async Task<Answer> LinkAsync(Call call) => await ReadLinkAsync(call) switch
    {
        ({ } asked, _) => await ShowAsync(
            await new LinkPatients(ports.Patients.Acts).LinkAsync(asked.One, asked.Other, asked.Act, await OpenVaultAsync(call.Cancelled), call.Cancelled), asked.One, call),
        (_, var problem) => problem!,
    };

    public async Task<Answer> UnlinkAsync(Call call) => await ReadLinkAsync(call) switch
    {
        ({ } asked, _) => await ShowAsync(await new LinkPatients(ports.Patients.Acts).UnlinkAsync(asked.One, asked.Other, asked.Act, call.Cancelled), asked.One, call),
        (_, var problem) => problem!,
    };

    public async Task<Answer> SplitAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(PatientJson.Default.SplitRequest);
        if (request is null)
            return problem!;
        if (PatientInput.Text(request.Reason) is null)
            return PatientInput.BadText("reason");
        var studies = request.Studies?.Select(PatientInput.Study).OfType<StudyId>().ToHashSet() ?? [];
        if (PatientInput.Token(call.Route("token")) is not { } from || studies.Count == 0 || studies.Count != request.Studies!.Count)
            return PatientInput.UnknownPatient;
        var (outcome, to) = await new SplitPatient(ports.Patients.Acts).SplitAsync(from, studies, ActOf(call, request.Reason), await OpenVaultAsync(call.Cancelled), call.Cancelled);
        return to is { } token ? Answer.Json(new SplitBody(token.Value), PatientJson.Default.SplitBody) : ProblemOf(outcome);
    }

    private static async Task<(AskedLink? Asked, Problem? Problem)> ReadLinkAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(PatientJson.Default.LinkRequest);
        if (request is null)
            return (null, problem);
        if (PatientInput.Text(request.Reason) is null)
            return (null, PatientInput.BadText("reason"));
        return PatientInput.Token(call.Route("token")) is { } one && PatientInput.Token(request.Token) is { } other
            ? (new AskedLink(one, other, ActOf(call, request.Reason)), null)
            : (null, PatientInput.UnknownPatient);
    }

    private static PatientAct ActOf(Call call, string? reason) => new(call.Caller.Subject, PatientInput.Text(reason)!);

    private async Task<Answer> ShowAsync(PatientOutcome outcome, PatientToken token, Call call) =>
        outcome is PatientOutcome.Done or PatientOutcome.AlreadySo ? await ShowAsync(token, call) : ProblemOf(outcome);

    private async Task<Answer> ShowAsync(PatientToken token, Call call)
    {
        var body = await views.OfAsync(token, call);
        return body is { Studies: [], Links: [], Erasures: [] } ? PatientInput.UnknownPatient : Answer.Json(body, PatientJson.Default.PatientBody);
    }

    private static Problem ProblemOf(PatientOutcome outcome) => outcome switch
    {
        PatientOutcome.Unknown => PatientInput.UnknownPatient,
        PatientOutcome.NotPossible => NotPossible,
        _ => Problems.TryAgain,
    };

    /// <summary>Who asks for a number may be trying numbers: each try stands in the clinic's chain before it is made.</summary>
    private async Task<PatientToken?> ByNumberAsync(FindRequest request, Call call)
    {
        var clinic = PatientInput.Clinic(request.Clinic)!.Value;
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(clinic), call.Caller.Subject, AuditActs.FindPatient, PatientInput.Text(request.Reason)!, ports.Clock.GetUtcNow()), call.Cancelled);
        var keys = Keyring.Parse(await ports.Secrets.GetAsync(settings.LookupKeySecret, call.Cancelled));
        return await new PatientDirectory(ports.Vault, keys, ports.Random).FindAsync(clinic, request.PatientId!, request.Issuer, call.Cancelled);
    }

    private async Task<PatientToken?> ByStudyAsync(string typed, CancellationToken cancel)
    {
        if (PatientInput.Study(typed) is { } id)
            return (await ports.Signed.Studies.GetAsync(id, cancel))?.Patient;
        var open = await ports.Signed.Studies.WorklistAsync(MostOpen, cancel);
        return open.Where(study => string.Equals(StudyCode.Of(study.Id), typed, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only.Patient : null;
    }

    private async Task<IdentityVault> OpenVaultAsync(CancellationToken cancel) =>
        new(ports.Vault, new Sealer(Keyring.Parse(await ports.Secrets.GetAsync(settings.VaultKeySecret, cancel)), ports.Random));

    private sealed record AskedLink(PatientToken One, PatientToken Other, PatientAct Act);
}
