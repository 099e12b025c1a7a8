using FirstRead.Core.Audit;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients.Erasing;

/// <summary>What a person asks for.</summary>
/// <param name="Linked">Whether tokens that are linked with it go too, those of the same clinic.</param>
/// <param name="Force">Why it is done although something stands against it.</param>
public sealed record ErasureRequest(PatientToken Patient, ClinicId Clinic, bool Linked, string LegalBasis, string? Force, PatientAct Act);

/// <summary>What stands against an erasure; spelled as the API sends it.</summary>
public static class ErasureBlockers
{
    public const string NotSigned = "not-signed";
    public const string InProgress = "in-progress";
    public const string FilesHeld = "files-held";
}

/// <summary>What a request, a confirmation or a withdrawal comes to.</summary>
/// <param name="Erasure">As it stands now; null where there is none.</param>
/// <param name="Problem">Null when it was done.</param>
/// <param name="Blockers">Of <see cref="ErasureProblem.Blocked"/>: <see cref="ErasureBlockers"/>.</param>
public sealed record ErasureOutcome(Erasure? Erasure, ErasureProblem? Problem = null, IReadOnlyList<string>? Blockers = null);

public enum ErasureProblem
{
    /// <summary>Some of the patient's studies are another clinic's.</summary>
    OtherClinic,

    /// <summary>Something stands against it, and no reason was given to do it all the same.</summary>
    Blocked,

    /// <summary>It has been asked for already.</summary>
    AlreadyAsked,

    /// <summary>It waits for nobody's confirmation.</summary>
    NotRequested,

    /// <summary>The code is another's.</summary>
    WrongCode,

    /// <summary>Who asked for it must wait, or let another confirm it.</summary>
    TooEarly,

    /// <summary>Another was faster.</summary>
    Moved,
}

/// <summary>
/// Asks for an erasure, confirms it, takes it back. One person asks and another confirms; who works alone waits a day. Each is
/// audited before it is written, and nothing is erased here.
/// </summary>
public sealed class RequestErasure(PatientPorts ports, IErasureStore erasures, IHoldStore holds)
{
    private const int MostHolds = 1000;

    public async Task<ErasureOutcome> RequestAsync(ErasureRequest request, CancellationToken cancel)
    {
        var studies = (await ports.Studies.ListAsync(request.Patient, cancel)).Select(one => one.Study).ToList();
        if (studies.Any(study => study.Patient == request.Patient && study.Id.Clinic != request.Clinic))
            return new ErasureOutcome(null, ErasureProblem.OtherClinic);
        var tokens = request.Linked ? await OfClinicAsync(request, studies, cancel) : [request.Patient];
        if ((await erasures.ListAsync(cancel)).FirstOrDefault(other => other.Stands && other.Tokens.Intersect(tokens).Any()) is { } standing)
            return new ErasureOutcome(standing, ErasureProblem.AlreadyAsked);
        if (request.Force is null && await BlockersAsync(tokens, cancel) is { Count: > 0 } blockers)
            return new ErasureOutcome(null, ErasureProblem.Blocked, blockers);
        var now = ports.Clock.GetUtcNow();
        var erasure = new Erasure(
            ErasureId.From(ports.Random.NextUInt128()), request.Clinic, tokens, ErasureState.Requested, request.Act.Reason, request.LegalBasis, request.Force,
            request.Act.By, now, [], ErasureCounts.None);
        await AuditAsync(erasure, request.Act.By, AuditActs.RequestErasure, $"{request.LegalBasis}: {request.Act.Reason}{(request.Force is { } force ? $"; although: {force}" : "")}", cancel);
        await erasures.AddAsync(erasure, cancel);
        return new ErasureOutcome(erasure);
    }

    /// <param name="code"><see cref="ErasureId.Code"/>, as typed.</param>
    public async Task<ErasureOutcome> ConfirmAsync(ErasureId id, string code, string by, CancellationToken cancel)
    {
        if (await erasures.GetAsync(id, cancel) is not { } erasure)
            return new ErasureOutcome(null, ErasureProblem.NotRequested);
        var now = ports.Clock.GetUtcNow();
        if (erasure.State != ErasureState.Requested)
            return new ErasureOutcome(erasure, ErasureProblem.NotRequested);
        if (!string.Equals(code.Trim(), id.Code, StringComparison.OrdinalIgnoreCase))
            return new ErasureOutcome(erasure, ErasureProblem.WrongCode);
        if (now < erasure.ConfirmableAt(by))
            return new ErasureOutcome(erasure, ErasureProblem.TooEarly);
        // A day may have passed, and studies may have come.
        if (erasure.Force is null && await BlockersAsync(erasure.Tokens, cancel) is { Count: > 0 } blockers)
            return new ErasureOutcome(erasure, ErasureProblem.Blocked, blockers);
        return await ChangeAsync(erasure, erasure.Confirm(by, now), by, AuditActs.ConfirmErasure, $"{erasure.LegalBasis}: {erasure.Reason}", cancel);
    }

    public async Task<ErasureOutcome> WithdrawAsync(ErasureId id, PatientAct act, CancellationToken cancel)
    {
        if (await erasures.GetAsync(id, cancel) is not { State: ErasureState.Requested } erasure)
            return new ErasureOutcome(null, ErasureProblem.NotRequested);
        return await ChangeAsync(erasure, erasure.Withdraw(), act.By, AuditActs.WithdrawErasure, act.Reason, cancel);
    }

    private async Task<ErasureOutcome> ChangeAsync(Erasure erasure, Erasure next, string by, string what, string why, CancellationToken cancel)
    {
        await AuditAsync(erasure, by, what, why, cancel);
        if (await erasures.ReplaceAsync(next, cancel) is { } stored)
            return new ErasureOutcome(stored);
        await AuditAsync(erasure, by, AuditActs.NotDone(what), "another was faster", cancel);
        return new ErasureOutcome(erasure, ErasureProblem.Moved);
    }

    /// <summary>Linked tokens without a study of another clinic; another clinic's patient goes by its own request.</summary>
    private async Task<IReadOnlyList<PatientToken>> OfClinicAsync(ErasureRequest request, List<Study> studies, CancellationToken cancel)
    {
        var group = await ports.Links.GroupAsync(request.Patient, cancel);
        return [.. group.Select(member => member.Token).Where(token => token == request.Patient || IsOf(studies.Where(study => study.Patient == token).ToList()))];

        // A token without a study does not say whose it is.
        bool IsOf(List<Study> own) => own.Count > 0 && own.All(study => study.Id.Clinic == request.Clinic);
    }

    /// <summary>What a person must be told before the patient goes: an unread study may hold what the patient needs to know.</summary>
    private async Task<IReadOnlyList<string>> BlockersAsync(IReadOnlyList<PatientToken> tokens, CancellationToken cancel)
    {
        var studies = new List<Study>();
        foreach (var token in tokens)
            studies.AddRange((await ports.Studies.ListAsync(token, cancel)).Select(one => one.Study).Where(study => study.Patient == token));
        var held = await holds.ListAsync(MostHolds, cancel);
        var blockers = new List<string>();
        if (studies.Any(study => study is { Times.SignedAt: null, Prior: false }))
            blockers.Add(ErasureBlockers.NotSigned);
        if (studies.Any(study => study.Status is StudyStatus.Receiving or StudyStatus.Queued or StudyStatus.Analysing))
            blockers.Add(ErasureBlockers.InProgress);
        if (held.Any(file => file.Patient is { } patient && tokens.Contains(patient) || file.Study is { } of && studies.Any(study => study.Id == of)))
            blockers.Add(ErasureBlockers.FilesHeld);
        return blockers;
    }

    private async Task AuditAsync(Erasure erasure, string by, string what, string why, CancellationToken cancel)
    {
        var now = ports.Clock.GetUtcNow();
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(erasure.Id), by, what, why, now), cancel);
        foreach (var patient in erasure.Tokens)
            await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(patient), by, what, $"erasure {erasure.Id}", now), cancel);
    }
}
