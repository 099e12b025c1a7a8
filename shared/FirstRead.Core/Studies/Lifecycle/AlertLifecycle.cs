using FirstRead.Core.Triage;
using static FirstRead.Core.Triage.AlertState;

namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Moves of an alert record (docs/alerts.md says what is sent, to whom and when).</summary>
public static class AlertLifecycle
{
    public static StateMachine<AlertState> Machine { get; } = new(
        "alert",
        "`STUDY#/ALERT#`: `state`, one record a result version, put only where there is none. Open ones are due; every write names the revision that was read. A new record begins as recorded or intended.",
        Intended,
        AlertStateNames.Of,
        [
            new("handed over", [Intended, Sent], [Sent], "Triage, Reconcile", "the claim taken before the message; what arrived unnoted goes once more", "the rota's next person, when nobody answers", "still due: the message may come twice, and never not at all"),
            new("answered", [Intended, Sent], [Ended], "Triage, Reconcile, at their next look", "the study was acknowledged or signed, or a later version's alert took its place", "nothing", "still due"),
        ]);
}
