namespace FirstRead.Core.Storage;

/// <summary>Attributes of principals, rota and alerts in the studies table: the only place they are spelled.</summary>
public static class AccessAttributes
{
    // PRINCIPAL#
    public const string Name = "name";
    public const string Clinic = "clinic";

    /// <summary>Comma-separated.</summary>
    public const string MachineRoles = "machineRoles";

    // CLINIC#
    public const string AiDisplay = "aiDisplay";

    // ROTA
    public const string Phone = "phone";

    /// <summary>A JSON text.</summary>
    public const string Document = "document";

    // ALERT#
    public const string Study = "study";
    public const string Attempt = "attempt";
    public const string State = "state";
    public const string Rule = "rule";
    public const string CreatedAt = "createdAt";
    public const string SentAt = "sentAt";
    public const string MessageId = "messageId";
    public const string Risk = "risk";
    public const string Pictures = "pictures";
    public const string Claim = "claim";

    /// <summary>A JSON text: an array of steps.</summary>
    public const string Steps = "steps";
    public const string Messages = "messages";
    public const string Assigned = "assigned";
    public const string SnoozedUntil = "snoozedUntil";
    public const string SnoozedMinutes = "snoozedMinutes";
    public const string Problem = "problem";
    public const string Ended = "ended";
    public const string Revision = "revision";
}
