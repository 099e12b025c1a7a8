namespace FirstRead.Core.Storage;

/// <summary>Keys of the audit table: one hash chain per subject (a study, an upload, the rota).</summary>
public static class AuditTable
{
    /// <param name="subject">For example <c>STUDY#clinic.0123…</c>.</param>
    public static ItemKey Entry(string subject, long number) => new(subject, $"{number:D10}");
}
