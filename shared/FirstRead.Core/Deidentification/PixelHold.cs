using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.Core.Deidentification;

/// <summary>The pixels may show a name and no step could clear them: the instance waits for a person.</summary>
/// <param name="Code">A stable code of <see cref="Intake.RefusalCodes"/>.</param>
/// <param name="Message">Which rule met, without a value of the file.</param>
public sealed record PixelHold(string Code, string Message)
{
    /// <summary>Why, as a stable code of <see cref="PixelHoldReasons"/>.</summary>
    public string Reason { get; init; } = PixelHoldReasons.AtRisk;

    /// <summary>What a person should look at, in pixels of the stored picture; empty where nothing was found or looked for.</summary>
    public IReadOnlyList<PixelBox> Boxes { get; init; } = [];
}
