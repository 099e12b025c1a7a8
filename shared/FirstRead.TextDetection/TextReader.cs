using System.Numerics.Tensors;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// Reads the text of a box: to tell a marker of side or position from all other text, and letters from things that only
/// look like them to the detection net. What it reads is forgotten.
/// </summary>
internal sealed class TextReader(Net net, IReadOnlyList<string> characters) : IDisposable
{
    private const int Height = 48;
    private const int LongestWidth = 1920;

    // No marker is longer: a longer reading needs no second look for one.
    private const int LongestMarker = 16;

    /// <summary>The surest reading of the box, with the margin that blanking wants and without; of a slanted line, laid level.</summary>
    public Reading Read(TextPicture picture, Candidate candidate)
    {
        if (candidate.Slant.IsSlanted)
        {
            var line = candidate.Slant.Level(picture);
            return Surer(Recognise(line), Recognise(line.Turn().Turn()));
        }
        var box = candidate.Box;
        var whole = ReadAnyWay(picture, box);
        var inner = box.Grow(-Math.Min(box.Width, box.Height) / 5);
        return whole.Marker is not null || inner.IsEmpty || (whole.IsCertain && whole.Text.Length > LongestMarker) ? whole : Surer(whole, ReadAnyWay(picture, inner));
    }

    public void Dispose() => net.Dispose();

    /// <summary>As it lies, and turned either way where it is not clearly a line across.</summary>
    private Reading ReadAnyWay(TextPicture picture, PixelBox box)
    {
        var cut = picture.Cut(box.Clip(picture.Width, picture.Height));
        var best = cut.Width * 3 >= cut.Height * 2 ? Recognise(cut) : Reading.Nothing;
        if (cut.Height * 3 >= cut.Width * 2)
        {
            var left = cut.Turn();
            best = Surer(Surer(best, Recognise(left)), Recognise(left.Turn().Turn()));
        }
        return best;
    }

    private static Reading Surer(Reading one, Reading other) => other.Letters * other.Mean > one.Letters * one.Mean ? other : one;

    private Reading Recognise(TextPicture line)
    {
        var scale = (double)Height / line.Height;
        var width = Math.Clamp((int)Math.Round(line.Width * scale), 16, LongestWidth);
        var values = net.Run(Sampling.CutLine(line, new Tile(0, 0, width, Height), scale), out var classes);
        return Decode(values, classes);
    }

    /// <summary>The net knows most letters twice: also as wide as a Chinese character (U+FF01 to U+FF5E).</summary>
    private static string Narrow(string character) => character is [>= '\uFF01' and <= '\uFF5E' and var wide] ? ((char)(wide - 0xFEE0)).ToString() : character;

    /// <summary>Connectionist temporal classification, best path: class 0 is the blank, repeats fold.</summary>
    private Reading Decode(float[] values, int classes)
    {
        var (text, lowest, sum, count, last) = ("", 1f, 0f, 0, 0);
        for (var step = 0; step < values.Length / classes; step++)
        {
            var row = values.AsSpan(step * classes, classes);
            var best = TensorPrimitives.IndexOfMax(row);
            if (best != 0 && best != last)
            {
                text += best <= characters.Count ? Narrow(characters[best - 1]) : " ";
                (lowest, sum, count) = (Math.Min(lowest, row[best]), sum + row[best], count + 1);
            }
            last = best;
        }
        return count == 0 ? Reading.Nothing : new Reading(text, lowest, sum / count);
    }
}

/// <param name="Lowest">Probability of the least sure character.</param>
/// <param name="Mean">Of all characters.</param>
internal readonly record struct Reading(string Text, float Lowest, float Mean)
{
    // A marker is kept only when there is no doubt. Of a letter or two nothing else speaks for it; a longer word is one of
    // the list's by all of its letters.
    private const float NoDoubt = 0.9f;
    private const float NoDoubtInAWord = 0.6f;
    private const float Legible = 0.5f;

    public static Reading Nothing { get; } = new("", 0, 0);

    public int Letters => Text.Count(char.IsLetterOrDigit);

    public string? Marker => Mean >= NoDoubt && Lowest >= (Letters > 2 ? NoDoubtInAWord : NoDoubt) && SideMarkers.Contains(Text) ? Text.Trim() : null;

    /// <summary>Two letters or digits at least: one alone names nobody, and round things are read as an O.</summary>
    public bool IsText => Letters >= 2 && Mean >= Legible;

    public bool IsCertain => Letters >= 3 && Mean >= 0.7f;
}
