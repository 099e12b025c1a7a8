namespace FirstRead.Inference;

/// <summary>After sysexits.h where that has a number.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A study cannot be analysed, a bundle is wrong.</summary>
    public const int Failed = 1;
    public const int Usage = 64;

    /// <summary>A store did not answer: the launcher may start another task.</summary>
    public const int TryAgain = 75;

    public const int Configuration = 78;
}
