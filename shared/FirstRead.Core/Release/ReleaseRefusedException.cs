namespace FirstRead.Core.Release;

/// <summary>
/// The study cannot be released as it stands: nothing was handed out. Permanent: a repeat ends the same way. The message
/// names tags and kinds, never a value.
/// </summary>
/// <param name="code">One of <see cref="ReleaseCodes"/>.</param>
public sealed class ReleaseRefusedException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;
}
