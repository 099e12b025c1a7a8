using FirstRead.Core.Identity;

namespace FirstRead.Core.Deidentification;

/// <summary>A file whose header has been read and whose bulk data still waits in the source stream.</summary>
public sealed class OpenedInstance
{
    internal OpenedInstance(OriginalIdentity identity, TechnicalMetadata technical, PixelHold? hold) =>
        (Identity, Technical, Hold) = (identity, technical, hold);

    /// <summary>Protected health information: for the vault alone.</summary>
    public OriginalIdentity Identity { get; }

    public TechnicalMetadata Technical { get; }

    /// <summary>Not null: the instance must be held, not written.</summary>
    public PixelHold? Hold { get; }
}
