namespace FirstRead.Core.Storage;

/// <summary>Attributes of the audit table: the only place they are spelled.</summary>
public static class AuditAttributes
{
    public const string Number = "number";
    public const string Who = "who";
    public const string What = "what";
    public const string Why = "why";
    public const string When = "when";
    public const string Previous = "previous";
    public const string Hash = "hash";
}
