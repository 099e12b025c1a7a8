using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify;

/// <summary>Opens a study's identity: for the clinic that sent it, and for the radiologist who reads it. Who and why stand in the audit log before anything is read.</summary>
public sealed class IdentityEndpoint(ReidentifyPorts ports, string vaultKeySecret)
{
    private const int ShortestReason = 3;
    private const int LongestReason = 500;

    private static readonly Problem NotReading = new(409, "not-reading", "You are not reading this study", "Open it first. Whom a study belongs to is shown to who reads it, while it is unread, and to who signed it.");

    public Task<Answer> OpenAsync(Call call) => OpenAsync(call, AuditActs.OpenIdentity);

    /// <summary>
    /// A radiologist reaches every clinic, so that the role alone must not do: the study must be open at that desk now, and
    /// either nobody has signed it or that very person has. No list of ids opens the archive.
    /// </summary>
    public async Task<Answer> OpenForReaderAsync(Call call)
    {
        if (await ports.Signed.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        return await MayAskAsync(call, study) ? await OpenAsync(call, AuditActs.OpenIdentityAsReader) : NotReading;
    }

    private async Task<bool> MayAskAsync(Call call, Study study)
    {
        var reading = await ports.Readers.ListAsync(ports.Clock.GetUtcNow(), call.Cancelled);
        if (!reading.Any(reader => reader.Study == study.Id && reader.Subject == call.Caller.Subject))
            return false;
        return Urgency.IsOpen(study) || (await ports.Signed.Reviews.ListAsync(study.Id, call.Cancelled)).Any(round => round.Signature?.SignerSubject == call.Caller.Subject);
    }

    private async Task<Answer> OpenAsync(Call call, string act)
    {
        var (request, problem) = await call.ReadAsync(IdentityBodyJson.Default.IdentityRequest);
        if (request is null)
            return problem!;
        if (request.Reason?.Trim() is not { Length: >= ShortestReason and <= LongestReason } reason)
            return Problems.InvalidBody("reason", $"must be {ShortestReason} to {LongestReason} characters");
        var id = call.StudyId!.Value;
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(id), call.Caller.Subject, act, reason, ports.Clock.GetUtcNow()), call.Cancelled);
        var vault = await OpenVaultAsync(call.Cancelled);
        if (await vault.GetStudyAsync(id, call.Cancelled) is not { } study || await vault.GetPatientAsync(study.Token, call.Cancelled) is not { } patient)
            return Problems.NotFound;
        return Answer.Json(IdentityBody.Of(study, study.PatientOf(patient)), IdentityBodyJson.Default.IdentityBody);
    }

    private async Task<IdentityVault> OpenVaultAsync(CancellationToken cancel) =>
        new(ports.Vault, new Sealer(Keyring.Parse(await ports.Secrets.GetAsync(vaultKeySecret, cancel)), ports.Random));
}
