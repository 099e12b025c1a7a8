using System.Security.Cryptography;
using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Release;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Releases;

/// <summary>
/// Gives a signed study back to the clinic that sent it, under the patient's own name. Who asked stands in the audit log
/// before anything is opened; then the copies are written, and the answer says where to fetch them.
/// </summary>
public sealed class ReleaseEndpoints(ReidentifyPorts ports, ReidentifySettings settings)
{
    private const int Page = 100;
    private const int ShortPage = 25;
    private const int LongestReason = 500;

    private static readonly Problem NotSigned = new(409, "not-signed", "The study is not signed yet", "Ask again when GET /api/releases lists it.");

    public Task<Answer> ListAsync(Call call) => call.Query("order") switch
    {
        null => ListOnAsync(call),
        "newest" => ListBackAsync(call),
        _ => Task.FromResult<Answer>(Problems.InvalidBody("order", "must be newest, or left out")),
    };

    /// <summary>For a program that reads on where it ended.</summary>
    private async Task<Answer> ListOnAsync(Call call)
    {
        var since = call.Query("since") is { } text ? ReleaseCursor.Parse(text) : ReleaseCursor.Start;
        if (since is null)
            return Problems.InvalidBody("since", "must be a time, or next of an earlier answer");
        var rounds = await ports.Signed.Reviews.ListSignedAsync(call.Clinic, since, Page, call.Cancelled);
        var next = rounds.Count == Page ? ReleaseCursor.Behind(rounds[^1]) : ReleaseCursor.AtTheEnd(since, ports.Clock.GetUtcNow());
        return Answer.Json(new ReleaseList([.. rounds.Select(SignedBody.Of)], next, rounds.Count == Page), ReleaseJson.Default.ReleaseList).Tagged(call);
    }

    /// <summary>For a person who looks, with what tells the studies apart without naming anybody.</summary>
    private async Task<Answer> ListBackAsync(Call call)
    {
        SignedRound? behind = null;
        if (call.Query("cursor") is { } text && (behind = ReleaseCursor.ParseBehind(text)) is null)
            return Problems.InvalidBody("cursor", "must be next of an earlier answer");
        var rounds = await ports.Signed.Reviews.ListLastSignedAsync(call.Clinic, behind, ShortPage, call.Cancelled);
        var studies = await Task.WhenAll(rounds.Select(round => ports.Signed.Studies.GetAsync(round.Study, call.Cancelled)));
        var next = rounds.Count == ShortPage ? ReleaseCursor.Behind(rounds[^1]) : null;
        return Answer.Json(new ReleaseList([.. rounds.Zip(studies, SignedBody.Of)], next, next is not null), ReleaseJson.Default.ReleaseList).Tagged(call);
    }

    public async Task<Answer> ReleaseAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(ReleaseJson.Default.ReleaseRequest);
        if (request is null)
            return problem!;
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length > LongestReason)
            return Problems.InvalidBody("reason", $"must not be longer than {LongestReason} characters");
        if (await ports.Signed.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        if (await SignedStudy.ReadAsync(ports.Signed, study, call.Cancelled) is not { } signed)
            return NotSigned;
        await AuditAsync(call, AuditActs.Release, $"round {signed.Round.Number}, result {signed.Signature.ResultAttempt}{(reason.Length > 0 ? $": {reason}" : "")}");
        try
        {
            var answer = await ReleaseAsync(signed, study, call.Cancelled);
            await ports.Signed.Studies.NoteReleasedAsync(study.Id, ports.Clock.GetUtcNow(), call.Cancelled);
            return answer;
        }
        catch (ReleaseRefusedException refused)
        {
            await AuditAsync(call, AuditActs.NotDone(AuditActs.Release), refused.Code);
            return new Problem(409, refused.Code, "The report cannot be released as it stands", $"{refused.Message} Nothing was handed out. Show this to who runs FirstRead.");
        }
    }

    private async Task<Answer> ReleaseAsync(SignedStudy signed, Study study, CancellationToken cancel)
    {
        var vault = new IdentityVault(ports.Vault, new Sealer(Keyring.Parse(await ports.Secrets.GetAsync(settings.VaultKeySecret, cancel)), ports.Random));
        var identity = await ReleaseIdentities.OpenAsync(vault, study, signed.Instances, cancel);
        // All are made before the first is written: a set is released whole or not at all.
        var files = await new ReleasedSet(ports.Objects, settings.ResultsBucket).MakeAsync(signed, identity, cancel);
        var bodies = new List<ReleasedFileBody>();
        foreach (var file in files)
        {
            var key = ObjectKeys.Released(study.Id, signed.Round.Number, signed.Signature.Act ?? "", file.Name);
            await ports.Objects.PutAsync(settings.IncomingBucket, key, file.Content, file.ContentType, cancel);
            var link = ports.Signed.Downloads.Get(key);
            bodies.Add(new ReleasedFileBody(file.Name, file.ContentType, file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content)), link.Url, link.ExpiresAt));
        }
        var body = new ReleaseBody(
            study.Id.Value,
            signed.Round.Number,
            signed.Signature.SignedAt,
            signed.Former?.Number,
            signed.Superseded,
            identity.Study.StudyInstanceUid,
            identity.Study.AccessionNumber,
            identity.Patient.PatientName,
            identity.Patient.PatientId,
            identity.Patient.PatientBirthDate,
            bodies);
        return Answer.Json(body, ReleaseJson.Default.ReleaseBody);
    }

    private Task<AuditEntry> AuditAsync(Call call, string act, string why) => ports.Audit.AppendAsync(
        new AuditEvent(AuditSubjects.Of(call.StudyId!.Value), call.Caller.Subject, act, why, ports.Clock.GetUtcNow()),
        call.Cancelled);
}
