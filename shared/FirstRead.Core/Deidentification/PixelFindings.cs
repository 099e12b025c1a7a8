namespace FirstRead.Core.Deidentification;

/// <summary>What the pixel step did (113101), in counts: never a text that it read.</summary>
/// <param name="BoxesBlanked">Boxes filled, one number for each frame that was looked at; all 0 where nothing had to go.</param>
/// <param name="MarkersKept">Markers of side and position (L, R, AP…) that were seen and left, over all frames.</param>
public sealed record PixelFindings(IReadOnlyList<int> BoxesBlanked, int MarkersKept);
