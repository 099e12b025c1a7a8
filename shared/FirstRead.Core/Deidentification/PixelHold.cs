namespace FirstRead.Core.Deidentification;

/// <summary>The pixels may show a name and no step has cleared them: the instance waits for a person.</summary>
/// <param name="Code">A stable code of <see cref="Intake.RefusalCodes"/>.</param>
/// <param name="Message">Which rule met, without a value of the file.</param>
public sealed record PixelHold(string Code, string Message);
