using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.Core.Tests.Deidentification.Pixels;

/// <summary>Takes each patch of white for text, and what stands at <see cref="MarkerAt"/> for a marker. Counts the pictures that it saw.</summary>
internal sealed class WhiteIsText : ITextDetector
{
    private const int White = 250;

    public PixelBox? MarkerAt { get; init; }

    /// <summary>Finds something wherever it looks, blanked or not.</summary>
    public bool NeverContent { get; init; }

    public bool Certain { get; init; } = true;

    public List<(int Width, int Height)> Seen { get; } = [];

    public IReadOnlyList<TextBox> Detect(TextPicture picture, TextPass pass)
    {
        Seen.Add((picture.Width, picture.Height));
        if (NeverContent && pass == TextPass.Verification)
            return [new TextBox(new PixelBox(Seen.Count * 5 % 40, 30, 4, 4), 0.9)];
        return [.. Patches(picture).Select(box => new TextBox(box.Grow(1), 0.9, Certain, MarkerAt is { } marker && box.Grow(2).Contains(marker) ? "L" : null))];
    }

    private static IEnumerable<PixelBox> Patches(TextPicture picture)
    {
        var boxes = new List<PixelBox>();
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++)
            {
                if (picture.Samples.Span[(y * picture.Width + x) * picture.Channels] < White)
                    continue;
                var pixel = new PixelBox(x, y, 1, 1);
                var at = boxes.FindIndex(box => !box.Grow(2).Intersect(pixel).IsEmpty);
                if (at < 0)
                    boxes.Add(pixel);
                else
                    boxes[at] = boxes[at].Union(pixel);
            }
        return boxes.Where(box => box.Area > 1);
    }
}
