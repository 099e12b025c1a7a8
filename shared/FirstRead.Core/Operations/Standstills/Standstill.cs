using FirstRead.Core.Launching;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Operations.Standstills;

/// <summary>A study that has stood still for longer than it should, why, and what to do about it.</summary>
/// <param name="Code">Stable; pinned by tests.</param>
/// <param name="Why">In words, without anything of the patient.</param>
/// <param name="Do">What a person can do now.</param>
/// <param name="CanReplay">Whether another analysis may help.</param>
public sealed record Standstill(Study Study, string Code, DateTimeOffset Since, string Why, string Do, bool CanReplay = false);

/// <summary>When a study counts as standing still. Pure.</summary>
public static class StandstillRules
{
    public const string Receiving = "upload-open";
    public const string Waiting = "waits-for-a-task";
    public const string TasksDie = "tasks-die";
    public const string Analysing = "analysis-long";
    public const string Failed = "analysis-failed";
    public const string Held = "held";
    public const string NothingLeft = "nothing-left";
    public const string NobodyCalled = "nobody-called";
    public const string Unanswered = "unanswered";
    public const string Unsigned = "unsigned";

    /// <summary>Reconcile closes an upload after fifteen minutes without progress; past this it did not.</summary>
    public static readonly TimeSpan ReceivingPatience = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan WaitingPatience = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan AnalysingPatience = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan CallingPatience = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan AnswerPatience = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan UnsignedPatience = TimeSpan.FromHours(24);

    /// <summary>Null where the study goes its way.</summary>
    /// <param name="work">Its place in line; null where it has none.</param>
    /// <param name="paused">The day's task time is spent.</param>
    public static Standstill? Of(Study study, WorkItem? work, DateTimeOffset now, bool paused = false) => study.Status switch
    {
        _ when study.Times.SignedAt is not null => null,
        StudyStatus.Receiving => After(study, study.Times.LastInstanceAt ?? study.Times.ReceivedAt, ReceivingPatience, now, Receiving,
            "Its upload is still open, and no file has come for a while.",
            "Ask the clinic whether it still sends. An upload is closed without what is missing once it has stood still for fifteen minutes; if this one is older, see the runbook, 'Reconcile is silent'."),
        StudyStatus.Queued => InLine(study, work, now, paused),
        // A task took it and died, or gave it back: it is in line again, and its status tells of the analysis that was begun.
        StudyStatus.Analysing when work is { Owner: null } => InLine(study, work, now, paused),
        StudyStatus.Analysing => After(study, study.Times.AnalysisStartedAt ?? study.Times.ReceivedAt, AnalysingPatience, now, Analysing,
            $"A task has worked on it for unusually long{Deaths(work)}.",
            "A task that died is noticed within some minutes, and another takes the study. Have the pictures read without the AI if it is urgent; see the runbook, 'A study waits too long'."),
        StudyStatus.Failed => new Standstill(study, Failed, study.Times.AnalysedAt ?? study.Times.ReceivedAt,
            $"The analysis failed: {study.Reason ?? "no reason is stored."}",
            "A radiologist reads the pictures without the AI. Replay the study once the cause is mended; see the runbook, 'An analysis fails'.", CanReplay: true),
        StudyStatus.Held when study.Reason == StudyChanges.HoldReason(waits: false) => new Standstill(study, NothingLeft, study.Times.LastInstanceAt ?? study.Times.ReceivedAt,
            "No file of it was accepted, and none waits for a decision.",
            "Ask the clinic to send it again, or to say that it is not to be read; why each file was refused stands under Refused files."),
        StudyStatus.Held => new Standstill(study, Held, study.Times.LastInstanceAt ?? study.Times.ReceivedAt,
            "Every file of it waits for a person's decision.",
            "Decide under Held files."),
        _ => Finished(study, now),
    };

    private static Standstill? InLine(Study study, WorkItem? work, DateTimeOffset now, bool paused)
    {
        var since = work?.EnqueuedAt ?? study.Times.CompleteAt ?? study.Times.ReceivedAt;
        if (paused)
            return new Standstill(study, TaskTimeUse.PausedCode, since,
                "Paused by budget: the task time of this day (UTC) is spent, and nothing is launched.",
                "Have the pictures read without the AI. It goes on by itself after midnight UTC, or within a minute after the cap is raised; see the runbook, 'Task minutes are used up'.");
        if (work is { Deaths: > 0 })
            return new Standstill(study, TasksDie, since,
                $"It waits for another task{Deaths(work)}.",
                "After the third it is given up as failed and read by a person. See the runbook, 'A study waits too long', for why tasks end.");
        return After(study, since, WaitingPatience, now, Waiting,
            work is { Launches: > 0 }
                ? $"It is complete and in line; {work.Launches} launches were tried for it and no task has taken it."
                : "It is complete and in line, and no task was launched for it: all places are taken, or launching stands still.",
            "See Queue for the places and what runs. Tasks that do not start: no capacity, no image, or the budget is spent (runbook, 'A study waits too long').");
    }

    private static Standstill? Finished(Study study, DateTimeOffset now)
    {
        var done = study.Times.AnalysedAt ?? study.Times.ReceivedAt;
        if (study is { Risk: Risk.High, Prior: false, Times.AlertedAt: null })
            return After(study, done, CallingPatience, now, NobodyCalled,
                "Its result is at high risk and no message has gone out.",
                "Call the radiologist on call by telephone, now. Then see On call for who should have been called, and the runbook, 'Triage fails'.");
        if (study.Times is { AlertedAt: { } alerted, AcknowledgedAt: null })
            return After(study, alerted, AnswerPatience, now, Unanswered,
                "Somebody was called and nobody has answered.",
                "The rota goes on calling. Telephone the next person yourself; try the phones by a test message under Phones.");
        return After(study, done, UnsignedPatience, now, Unsigned,
            study.Status == StudyStatus.NotApplicable ? $"No model fits it and nobody has read it yet: {study.Reason ?? "no reason is stored."}" : "Its result is there and nobody has signed it.",
            "Ask who reads today.", canReplay: true);
    }

    private static string Deaths(WorkItem? work) => work is { Deaths: > 0 } ? $"; {work.Deaths} tasks ended on it without a result" : "";

    private static Standstill? After(Study study, DateTimeOffset since, TimeSpan patience, DateTimeOffset now, string code, string why, string act, bool canReplay = false) =>
        now - since >= patience ? new Standstill(study, code, since, why, act, canReplay) : null;
}
