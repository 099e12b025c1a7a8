using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Identity;
using FirstRead.Core.Patients;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Web;

/// <summary>Patients that tests of their endpoints start from.</summary>
internal static class PatientSeeds
{
    /// <summary>A patient of fresh token with so many studies, and the vault's word on each.</summary>
    public static async Task<(PatientToken Token, IReadOnlyList<Study> Studies)> PatientAsync(this World world, int studies = 1, ClinicId? clinic = null, bool signed = true)
    {
        var token = PatientToken.From(((IRandomSource)new SystemRandomSource()).NextUInt128());
        var made = new List<Study>();
        for (var number = 0; number < studies; number++)
        {
            var study = Given.Study() with { Id = world.NextStudyId(clinic), Patient = token, Status = StudyStatus.Analysed };
            await world.Studies.TouchAsync(study with { Times = study.Times with { SignedAt = signed ? Given.Now : null } }, default);
            await world.Vault.SaveAsync(
                new PatientIdentity(token, 100, "PID-1", "NORTH", "DOE^JANE", "19700101", "F"),
                new StudyIdentity(study.Id, token, $"1.2.3.{number}", "ACC-1", "20261120", "101500"),
                new InstanceIdentity(study.Id, "2.25.1", "1.2.3.4.1", "1.2.3.4.2"),
                default);
            made.Add(study);
        }
        return (token, made);
    }

    /// <summary>Asked for by somebody else.</summary>
    public static async Task<Erasure> ErasureAsync(this World world, PatientToken token, string by = "sub-another-operator")
    {
        var erasure = new Erasure(
            ErasureId.From(((IRandomSource)new SystemRandomSource()).NextUInt128()), Given.Clinic, [token], ErasureState.Requested, "consent withdrawn", "GDPR Art. 17(1)(b)", "seed", by, TimeProvider.System.GetUtcNow(), [], ErasureCounts.None);
        await world.Erasures.AddAsync(erasure, default);
        return erasure;
    }

    /// <summary>Path and body of a request that an operator succeeds with.</summary>
    public static async Task<(string Path, string? Body)> PatientRequestAsync(this World world, Permission row)
    {
        var (token, studies) = await world.PatientAsync(studies: 2);
        var (other, _) = await world.PatientAsync();
        if (row == AuthorizationTable.UnlinkPatients)
            await world.Links.LinkAsync(new PatientLink(token, other, 0, "sub-operator", Given.Now), default);
        var erasure = row.Path.Contains("{erasureId}", StringComparison.Ordinal) ? await world.ErasureAsync(token) : null;
        var body = row switch
        {
            _ when row == AuthorizationTable.FindPatient => $$"""{"token":"{{token}}"}""",
            _ when row == AuthorizationTable.LinkPatients || row == AuthorizationTable.UnlinkPatients => $$"""{"token":"{{other}}","reason":"the clinic says so"}""",
            _ when row == AuthorizationTable.SplitPatient => $$"""{"studies":["{{studies[0].Id}}"],"reason":"the clinic says so"}""",
            _ when row == AuthorizationTable.RequestErasure => """{"clinic":"north-clinic","reason":"consent withdrawn","legalBasis":"GDPR Art. 17(1)(b)"}""",
            _ when row == AuthorizationTable.ConfirmErasure => $$"""{"code":"{{erasure!.Id.Code}}"}""",
            _ when row == AuthorizationTable.WithdrawErasure => """{"reason":"a mistake"}""",
            _ => null,
        };
        return (row.Path.Replace("{token}", token.Value, StringComparison.Ordinal).Replace("{erasureId}", erasure?.Id.Value, StringComparison.Ordinal), body);
    }
}
