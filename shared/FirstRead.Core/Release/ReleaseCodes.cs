namespace FirstRead.Core.Release;

/// <summary>Why a study cannot be released. Stable: the API answers them; pinned by tests.</summary>
public static class ReleaseCodes
{
    /// <summary>The vault lacks the study, its patient, or one of its instances.</summary>
    public const string IdentityMissing = "identity-missing";

    /// <summary>What the vault holds does not open, or contradicts itself.</summary>
    public const string IdentityBroken = "identity-broken";

    /// <summary>An object names a UID that is no standard's, none of the vault's and none of ours.</summary>
    public const string UnknownUid = "unknown-uid";

    /// <summary>A date cannot be moved back to what it was.</summary>
    public const string UnreadableDate = "unreadable-date";

    /// <summary>A text names a pseudonym.</summary>
    public const string PseudonymInText = "pseudonym-in-text";

    /// <summary>A private or unknown attribute: nothing of ours has any.</summary>
    public const string UnexpectedAttribute = "unexpected-attribute";

    /// <summary>A signed document is gone from its place, or is not what it was.</summary>
    public const string DocumentMissing = "document-missing";

    /// <summary>The signature is older than the documents of signing.</summary>
    public const string NothingStored = "nothing-stored";
}
