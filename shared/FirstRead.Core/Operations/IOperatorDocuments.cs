using FirstRead.Core.Storage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Core.Operations;

/// <summary>The documents that operators edit. Two who edit at once do not overwrite each other: the second is refused.</summary>
public interface IOperatorDocuments
{
    /// <summary>Strongly consistent.</summary>
    Task<StoredDocument> ReadRotaAsync(CancellationToken cancel);

    /// <summary>Stores the rota where <paramref name="seen"/> still stands; false where it does not.</summary>
    Task<bool> PutRotaAsync(Rota rota, StoredDocument seen, CancellationToken cancel);

    /// <inheritdoc cref="ReadRotaAsync"/>
    Task<StoredDocument> ReadPolicyAsync(CancellationToken cancel);

    /// <inheritdoc cref="PutRotaAsync"/>
    Task<bool> PutPolicyAsync(TriagePolicy policy, StoredDocument seen, CancellationToken cancel);
}
