namespace FirstRead.Core.Storage;

/// <summary>Attributes of principals, rota and alerts in the studies table: the only place they are spelled.</summary>
public static class AccessAttributes
{
    // PRINCIPAL#
    public const string Name = "name";
    public const string Clinic = "clinic";

    /// <summary>Comma-separated.</summary>
    public const string MachineRoles = "machineRoles";

    // ROTA
    public const string Phone = "phone";

    // ALERT#
    public const string Study = "study";
    public const string Attempt = "attempt";
    public const string State = "state";
    public const string Rule = "rule";
    public const string CreatedAt = "createdAt";
    public const string SentAt = "sentAt";
    public const string MessageId = "messageId";
}
