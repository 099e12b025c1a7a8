namespace FirstRead.Cli.Deid;

/// <summary>Codes for what goes wrong with a file and not with what it holds; the others are those of intake.</summary>
internal static class DeidCodes
{
    /// <summary>No such file.</summary>
    public const string NotFound = "not-found";

    /// <summary>It may not be read, is a folder, or the target may not be written.</summary>
    public const string NoAccess = "no-access";

    /// <summary>Reading or writing failed: the disk is full, say.</summary>
    public const string InputOutput = "io-error";

    /// <summary>An error of the program.</summary>
    public const string Internal = "internal-error";
}
