using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// The file cannot become a de-identified instance; what was written to the target so far must be thrown away. Permanent:
/// a repeat ends the same way. The message names tags and offsets, never a value.
/// </summary>
/// <param name="code">A stable code of <see cref="Intake.RefusalCodes"/>.</param>
public class InstanceRefusedException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;

    // The reader's codes are spelled as intake's (DicomErrorCodes).
    internal static InstanceRefusedException From(DicomException problem) => new(problem.Code, problem.Message, problem);
}

/// <summary>
/// The pixels could not be cleared. Thrown by <see cref="Deidentifier.Write"/> for a hold that only the pixels showed; the
/// source has then been read to its end, so that its digest is known, and nothing was written to the target.
/// </summary>
public sealed class InstanceHeldException(PixelHold hold, Exception? cause = null) : InstanceRefusedException(hold.Code, hold.Message, cause)
{
    public PixelHold Hold { get; } = hold;
}
