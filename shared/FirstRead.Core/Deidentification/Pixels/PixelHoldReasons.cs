namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Stable codes that say why pixels were not cleared. Literals are pinned by tests.</summary>
public static class PixelHoldReasons
{
    /// <summary>The class or the header speaks of text, and the profile does not clean pixels (113101).</summary>
    public const string AtRisk = "at-risk";

    /// <summary>No text detector, or its model or native library is missing.</summary>
    public const string NoDetector = "no-detector";

    /// <summary>The frames cannot be decoded, or not written again.</summary>
    public const string CannotDecode = "cannot-decode";

    /// <summary>More frames or pixels than the budget of one instance.</summary>
    public const string OverBudget = "over-budget";

    /// <summary>A page of text: blanking it would leave nothing.</summary>
    public const string PageOfText = "page-of-text";

    /// <summary>A box lies over anatomy, or the boxes would hide too much of the picture.</summary>
    public const string OverAnatomy = "over-anatomy";

    /// <summary>Something that may be text and may not.</summary>
    public const string Doubtful = "doubtful";

    /// <summary>Verification still found text after blanking.</summary>
    public const string NotCleared = "not-cleared";

    /// <summary>The profile selects 113102 and a face might be rebuilt from the volume: no step of ours can take it out.</summary>
    public const string Face = "face";

    /// <summary>A document inside the file (PDF, CDA, STL…): no step of ours can clean it, and no release passes it on.</summary>
    public const string Document = "document";
}
