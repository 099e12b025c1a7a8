namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Finds text in a picture: the border to a native library and a model. Serves any number of threads.</summary>
public interface ITextDetector
{
    /// <returns>Where text may stand, in pixels of <paramref name="picture"/>; what the text says does not leave the detector.</returns>
    /// <exception cref="TextDetectorUnavailableException">The model or the native library is missing or does not load.</exception>
    IReadOnlyList<TextBox> Detect(TextPicture picture, TextPass pass);
}

/// <summary>Verification looks with other scales and another threshold than detection did (it must not repeat its mistakes).</summary>
public enum TextPass
{
    Detection,
    Verification,
}

/// <param name="Box">With a margin around the strokes.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Marker">The entry of <see cref="SideMarkers"/> that the text was read as with high confidence; null for all other text.</param>
/// <param name="IsCertain">It was read as several letters or digits; else it may be something else.</param>
public sealed record TextBox(PixelBox Box, double Confidence, bool IsCertain = true, string? Marker = null);

/// <summary>No text can be looked for here: an instance at risk is held.</summary>
public sealed class TextDetectorUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
