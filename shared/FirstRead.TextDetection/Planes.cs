namespace FirstRead.TextDetection;

/// <summary>A net's input: blue, green and red, one plane after another, normalised.</summary>
/// <param name="Width">A multiple of what the net wants.</param>
/// <param name="IsFlat">All of one colour: no text can be in it.</param>
internal sealed record Planes(int Width, int Height, float[] Values, bool IsFlat);
