using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Audit;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Probes;

/// <summary>
/// Removes test studies that were kept long enough: each is a patient of its own, and goes as a patient goes whose erasure was confirmed
/// (<see cref="ErasePatients"/>), vault and every version included. The pipeline asks for it and agrees with itself, of the reserved clinic alone.
/// </summary>
public sealed class RetireProbes(IProbeStore probes, ErasurePorts ports, IStudyStore studies, ErasureBuckets buckets, TimeSpan kept)
{
    public const string Who = "erase";
    private const string Reason = "test study";

    /// <returns>How many go from now on.</returns>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var (now, retired) = (ports.Clock.GetUtcNow(), 0);
        foreach (var probe in await probes.ListAsync(cancel))
            if (now - probe.CreatedAt >= kept)
            {
                await RetireAsync(probe, now, cancel);
                retired++;
            }
        return retired;
    }

    private async Task RetireAsync(Probe probe, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var id in await ports.Uploads.ListStudiesAsync(probe.Upload, cancel))
            if (id.Clinic.IsSynthetic && await studies.GetAsync(id, cancel) is { } study)
                await AskAsync(probe, study, now, cancel);
        // Of what never became a study, too.
        foreach (var file in await ports.Uploads.ListFilesAsync(probe.Upload, cancel))
        {
            await ports.Objects.EraseAsync(buckets.Incoming, ObjectKeys.Incoming(file.Upload, file.Id), cancel);
            await ports.Objects.EraseAsync(buckets.Incoming, ObjectKeys.Quarantine(file.Upload, file.Id), cancel);
        }
        // Last: until then every look asks again for the same.
        await probes.RemoveAsync(probe, cancel);
    }

    private async Task AskAsync(Probe probe, Study study, DateTimeOffset now, CancellationToken cancel)
    {
        var erasure = new Erasure(IdOf(probe, study), ClinicId.Synthetic, [study.Patient], ErasureState.Requested, Reason, Reason, null, Who, now, [], ErasureCounts.None).Confirm(Who, now);
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(erasure.Id), Who, AuditActs.ConfirmErasure, $"{Reason} {probe.Id}", now), cancel);
        await ports.Erasures.AddAsync(erasure, cancel);
    }

    /// <summary>The same at every look.</summary>
    private static ErasureId IdOf(Probe probe, Study study) =>
        ErasureId.From(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"{probe.Upload} {study.Id}"))));
}
