using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>What a net takes for one line of text.</summary>
/// <param name="Box">Upright, with a margin.</param>
/// <param name="Score">Mean probability.</param>
internal readonly record struct Region(PixelBox Box, Slant Slant, float Score);

/// <summary>The line as it lies: a rectangle around its middle.</summary>
/// <param name="Across">With <paramref name="Down"/> the direction of the line, of length 1.</param>
internal readonly record struct Slant(double X, double Y, double Across, double Down, double Length, double Height)
{
    // A reader takes lines that lean less.
    private const double Leaning = 0.14;

    /// <summary>A line that is neither across nor down.</summary>
    public bool IsSlanted => Length >= 2 * Height && Math.Min(Math.Abs(Across), Math.Abs(Down)) > Leaning;

    /// <summary>Cuts the line out and lays it level.</summary>
    public TextPicture Level(TextPicture picture)
    {
        var (width, height) = (Math.Max(1, (int)Math.Ceiling(Length + Height)), Math.Max(1, (int)Math.Ceiling(1.5 * Height)));
        var levelled = new byte[width * height * picture.Channels];
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
            {
                var (along, off) = (column - (width - 1) / 2.0, row - (height - 1) / 2.0);
                var (x, y) = (X + along * Across - off * Down, Y + along * Down + off * Across);
                for (var channel = 0; channel < picture.Channels; channel++)
                    levelled[(row * width + column) * picture.Channels + channel] = At(picture, x, y, channel);
            }
        return new TextPicture(width, height, picture.Channels, levelled);
    }

    private static byte At(TextPicture picture, double x, double y, int channel)
    {
        (x, y) = (Math.Clamp(x, 0, picture.Width - 1), Math.Clamp(y, 0, picture.Height - 1));
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1));
        var upper = Sample(left, top) * (left + 1 - x) + Sample(right, top) * (x - left);
        var lower = Sample(left, bottom) * (left + 1 - x) + Sample(right, bottom) * (x - left);
        return (byte)(upper * (top + 1 - y) + lower * (y - top) + 0.5);

        int Sample(int column, int row) => picture.Samples.Span[(row * picture.Width + column) * picture.Channels + channel];
    }
}
