using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    public static readonly Permission Acknowledge = new(Server.Api, "POST", "/api/studies/{studyId}/acknowledge", Reach.EveryClinic, Radiologist);
    public static readonly Permission OnCall = new(Server.Api, "GET", "/api/on-call", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission StudyAlerts = new(Server.Api, "GET", "/api/studies/{studyId}/alerts", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission SnoozeAlert = new(Server.Api, "POST", "/api/studies/{studyId}/alerts/{attempt}/snooze", Reach.EveryClinic, Radiologist);
    public static readonly Permission ReassignAlert = new(Server.Api, "POST", "/api/studies/{studyId}/alerts/{attempt}/reassign", Reach.EveryClinic, Radiologist);

    /// <summary>Who is called, and that somebody came.</summary>
    private static IReadOnlyList<Permission> AlertsRows =>
    [
        Acknowledge, OnCall, StudyAlerts, SnoozeAlert, ReassignAlert,
    ];
}
