using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// A key image with its words: the notice above it, what was found below it, and on it letters, scale and label. Words are as
/// large as the sheet is wide, so that they can be read on a phone, and take as many lines as they need.
/// </summary>
internal sealed class KeyImageSheet
{
    private const int Margin = 8;
    private const int LeastWidth = 360;
    private const int LettersAcross = 52;
    private const double LeastSize = 2;
    private const double MostSize = 4;
    private static readonly int[] BarLengthsMm = [100, 50, 20, 10, 5, 2, 1];
    private static readonly Colour White = new(235, 235, 235);
    private static readonly Colour Alarm = new(255, 110, 90);

    private readonly double _size;
    private readonly int _line;
    private readonly List<string> _banner;
    private readonly List<string> _foot;

    /// <param name="image">What is shown.</param>
    /// <param name="across">Display pixels per source pixel.</param>
    /// <param name="down">Display pixels per source pixel.</param>
    public KeyImageSheet(KeyImage image, double across, double down)
    {
        (Across, Down) = (across, down);
        (Width, Height) = ((int)Math.Round(image.Grey.Columns * across), (int)Math.Round(image.Grey.Rows * down));
        var width = Math.Max(Width, LeastWidth);
        _size = Math.Clamp(width / BitmapFont.WidthAt(new string('0', LettersAcross), 1), LeastSize, MostSize);
        _line = (int)Math.Ceiling(BitmapFont.HeightAt(_size) + (2 * _size));
        var most = (int)((width - (2 * Margin)) / BitmapFont.WidthAt("0", _size));
        _banner = Lines(image.Simulated ? "SIMULATED - RESEARCH USE ONLY - NOT FOR DIAGNOSIS" : "RESEARCH USE ONLY - NOT FOR DIAGNOSIS", most);
        _foot = [.. Lines(Words(image), most), .. Lines($"AI result, unverified: {image.Model.Name} {image.Model.Version}", most)];
        Canvas = new(width, (_banner.Count * _line) + Height + (_foot.Count * _line) + (3 * Margin));
        (Left, Top) = ((width - Width) / 2, (_banner.Count * _line) + Margin);
    }

    public Canvas Canvas { get; }

    /// <summary>Of the picture on the sheet.</summary>
    public int Left { get; }

    public int Top { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Display pixels per source pixel.</summary>
    public double Across { get; }

    public double Down { get; }

    private int Bottom => Top + Height;

    public PixelPoint[] Placed(Outline outline) =>
        [.. outline.Points.Select(point => new PixelPoint(((point.Column + 0.5) * Across) - 0.5 + Left, ((point.Row + 0.5) * Down) - 0.5 + Top))];

    /// <summary>Beside the outline's upper right.</summary>
    public void Label(Outline outline, string text, Colour colour)
    {
        var corner = Placed(outline).MaxBy(point => point.Column - point.Row);
        var (width, height) = ((int)BitmapFont.WidthAt(text, _size), (int)BitmapFont.HeightAt(_size));
        var left = Math.Clamp((int)corner.Column + Margin, Left + Margin, Math.Max(Left + Margin, Left + Width - width - Margin));
        var top = Math.Clamp((int)corner.Row - height, Top + Margin, Math.Max(Top + Margin, Bottom - height - Margin));
        Canvas.Text(left, top, text, _size, colour);
    }

    public void Letters(KeyImageFrame frame)
    {
        if (frame is not { Right: { } right, Bottom: { } bottom })
            return;
        var (left, top) = (KeyImageFrame.Opposite(right), KeyImageFrame.Opposite(bottom));
        var (height, middle) = ((int)BitmapFont.HeightAt(_size), Left + (Width / 2));
        var side = Top + ((Height - height) / 2);
        Canvas.Text(Left + Margin, side, left, _size, White);
        Canvas.Text(Left + Width - WidthOf(right) - Margin, side, right, _size, White);
        Canvas.Text(middle - (WidthOf(top) / 2), Top + Margin, top, _size, White);
        Canvas.Text(middle - (WidthOf(bottom) / 2), Bottom - height - Margin, bottom, _size, White);
    }

    /// <summary>At the lower left; says where its length holds, unless that is in the patient.</summary>
    public void ScaleBar(KeyImageFrame frame)
    {
        if (frame.Spacing is not { } spacing)
            return;
        var perMm = Across / spacing.ColumnMm;
        if (Array.Find(BarLengthsMm, length => length * perMm < Width / 3.0) is not (> 0 and var mm))
            return;
        var (length, left, bottom, thick) = ((int)Math.Round(mm * perMm), Left + Margin, Bottom - Margin, (int)Math.Max(2, _size));
        foreach (var (rim, colour) in new[] { (2, default(Colour)), (0, White) })
        {
            Canvas.Fill(left - rim, bottom - thick - rim, left + length + rim, bottom + rim, colour);
            foreach (var end in new[] { left, left + length - thick })
                Canvas.Fill(end - rim, bottom - (4 * thick) - rim, end + thick + rim, bottom + rim, colour);
        }
        Canvas.Fill(left, bottom - thick, left + length, bottom, White);
        var basis = frame.Basis switch { LengthBasis.Detector => " at detector", LengthBasis.Unstated => " uncalibrated", _ => "" };
        Canvas.Text(left, bottom - (5 * thick) - (int)BitmapFont.HeightAt(_size), $"{mm} mm{basis}", _size, White);
    }

    public void Captions()
    {
        foreach (var (index, line) in _banner.Index())
            Canvas.Text((Canvas.Width - WidthOf(line)) / 2, (Margin / 2) + (index * _line), line, _size, Alarm);
        foreach (var (index, line) in _foot.Index())
            Canvas.Text(Margin, Bottom + Margin + (index * _line), line, _size, White);
    }

    private int WidthOf(string text) => (int)BitmapFont.WidthAt(text, _size);

    private static string Words(KeyImage image)
    {
        var finding = image.Finding;
        var size = finding is { AreaMm2: { } area, DiameterMm: { } diameter } ? $" {area:0} mm² {diameter:0.0} mm" : "";
        return $"{finding.Id} {finding.Label} {finding.Confidence:0.00}{size} {image.Place}".TrimEnd();
    }

    /// <summary>Breaks at blanks, and within a word that is longer than a line.</summary>
    private static List<string> Lines(string text, int most)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ').SelectMany(word => word.Chunk(most)).Select(letters => new string(letters)))
            if (lines[^1].Length == 0)
                lines[^1] = word;
            else if (lines[^1].Length + 1 + word.Length <= most)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        return lines;
    }
}
