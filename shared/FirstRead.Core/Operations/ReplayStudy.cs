using FirstRead.Core.Audit;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Operations;

/// <summary>Puts a study in line once more. What stands stays: the next analysis is a version of its own, under a new attempt.</summary>
public sealed class ReplayStudy(IStudyStore studies, IWorkQueue queue, IAuditLog audit, TimeProvider clock)
{
    public async Task<ReplayOutcome> ReplayAsync(StudyId id, string who, string reason, CancellationToken cancel)
    {
        if (await studies.GetAsync(id, cancel) is not { } study)
            return ReplayOutcome.Unknown;
        // A signed study is a person's word; a moving one is on its way already; a held one waits for a decision.
        if (study.Times.SignedAt is not null)
            return ReplayOutcome.Signed;
        if (study.Status is not (StudyStatus.Failed or StudyStatus.NotApplicable or StudyStatus.Analysed))
            return ReplayOutcome.Moving;
        var now = clock.GetUtcNow();
        await audit.AppendAsync(new AuditEvent(AuditSubjects.Of(id), who, AuditActs.Replay, $"after attempt {study.Attempt}: {reason}", now), cancel);
        var instances = await studies.ListInstancesAsync(id, cancel);
        if (await queue.EnqueueAsync(study.Queue(instances.Count, study.Incomplete, now), cancel))
            return ReplayOutcome.InLine;
        await audit.AppendAsync(new AuditEvent(AuditSubjects.Of(id), who, AuditActs.NotDone(AuditActs.Replay), "another write was faster", clock.GetUtcNow()), cancel);
        return ReplayOutcome.Overtaken;
    }
}

/// <summary>What came of it.</summary>
public enum ReplayOutcome
{
    InLine,
    Unknown,

    /// <summary>Received, queued, analysed at this moment, or held.</summary>
    Moving,

    Signed,

    /// <summary>It changed meanwhile: look again.</summary>
    Overtaken,
}
