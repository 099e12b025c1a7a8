using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify;

/// <summary>Opens a study's identity for the clinic that sent it. Who and why stand in the audit log before anything is read.</summary>
public sealed class IdentityEndpoint(ReidentifyPorts ports, string vaultKeySecret)
{
    private const int ShortestReason = 3;
    private const int LongestReason = 500;

    public async Task<Answer> OpenAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(IdentityBodyJson.Default.IdentityRequest);
        if (request is null)
            return problem!;
        if (request.Reason?.Trim() is not { Length: >= ShortestReason and <= LongestReason } reason)
            return Problems.InvalidBody("reason", $"must be {ShortestReason} to {LongestReason} characters");
        var id = call.StudyId!.Value;
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(id), call.Caller.Subject, AuditActs.OpenIdentity, reason, ports.Clock.GetUtcNow()), call.Cancelled);
        var vault = await OpenVaultAsync(call.Cancelled);
        if (await vault.GetStudyAsync(id, call.Cancelled) is not { } study || await vault.GetPatientAsync(study.Token, call.Cancelled) is not { } patient)
            return Problems.NotFound;
        return Answer.Json(IdentityBody.Of(study, study.PatientOf(patient)), IdentityBodyJson.Default.IdentityBody);
    }

    private async Task<IdentityVault> OpenVaultAsync(CancellationToken cancel) =>
        new(ports.Vault, new Sealer(Keyring.Parse(await ports.Secrets.GetAsync(vaultKeySecret, cancel)), ports.Random));
}
