using System.Collections.Concurrent;
using FirstRead.Core.Identity;
using FirstRead.Core.Release;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Reidentify.Releases;

/// <summary>Opens all that the vault holds of one study.</summary>
internal static class ReleaseIdentities
{
    private const int Parallel = 16;

    /// <exception cref="ReleaseRefusedException">The vault lacks a part of it, or a part does not open.</exception>
    public static async Task<ReleaseIdentity> OpenAsync(IdentityVault vault, Study stored, IReadOnlyList<Instance> instances, CancellationToken cancel)
    {
        try
        {
            if (await vault.GetStudyAsync(stored.Id, cancel) is not { } study || await vault.GetPatientAsync(study.Token, cancel) is not { } patient)
                throw Missing("the study's identity");
            var identities = new ConcurrentBag<(Instance Row, InstanceIdentity Identity)>();
            var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel };
            await System.Threading.Tasks.Parallel.ForEachAsync(instances, options, async (row, stop) =>
                identities.Add((row, await vault.GetInstanceAsync(stored.Id, row.SopInstanceUid, stop) ?? throw Missing("the identity of an instance"))));
            return ReleaseIdentity.Of(patient, study, stored, [.. identities.OrderBy(pair => pair.Row.SopInstanceUid, StringComparer.Ordinal)]);
        }
        catch (SealBrokenException broken)
        {
            throw new ReleaseRefusedException(ReleaseCodes.IdentityBroken, broken.Message, broken);
        }
    }

    private static ReleaseRefusedException Missing(string what) => new(ReleaseCodes.IdentityMissing, $"The vault lacks {what}.");
}
