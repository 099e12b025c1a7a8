namespace FirstRead.Core.Audit;

/// <summary>The audit table. Nothing in it is ever changed or removed.</summary>
public interface IAuditLog
{
    /// <summary>
    /// Appends before the act: when this throws, the act must not happen. Appends to one subject at the same time end in one
    /// chain.
    /// </summary>
    Task<AuditEntry> AppendAsync(AuditEvent next, CancellationToken cancel);

    /// <summary>The whole chain of a subject, oldest first, strongly consistent.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(string subject, CancellationToken cancel);
}
