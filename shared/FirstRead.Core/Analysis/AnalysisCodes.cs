namespace FirstRead.Core.Analysis;

/// <summary>Stable codes that begin the reason of a result that is no analysis. Literals are pinned by tests.</summary>
public static class AnalysisCodes
{
    public const string NoModelApplies = "no-model-applies";

    /// <summary>A model was made for such pictures, and these are unlike any that it was trained on.</summary>
    public const string UnlikeTraining = "unlike-training";

    /// <summary>An instance row names an object that is not there.</summary>
    public const string MissingObject = "missing-object";

    /// <summary>An object is not the DICOM file that ingest stored.</summary>
    public const string UnreadableObject = "unreadable-object";

    /// <summary>An object is larger than any picture that is read.</summary>
    public const string TooLarge = "too-large";

    public const string UndecodablePixels = "undecodable-pixels";

    /// <summary>The program has a bug that this study shows.</summary>
    public const string InternalError = "internal-error";

    /// <summary>The study brought down task after task.</summary>
    public const string TooManyAttempts = "too-many-attempts";
}
