namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Where a frame differs from the one that was last looked at: only there can new text stand.</summary>
internal static class ChangedArea
{
    // Of 256 grey levels: less is noise of the compression, and no letter that a person reads.
    private const int Visible = 16;

    // Text needs its surroundings to be found.
    private const int Margin = 48;

    /// <summary>Empty where nothing changed.</summary>
    public static PixelBox Between(TextPicture? last, TextPicture next)
    {
        var whole = new PixelBox(0, 0, next.Width, next.Height);
        if (last is null)
            return whole;
        var stride = next.Width * next.Channels;
        var (left, top, right, bottom) = (int.MaxValue, -1, -1, -1);
        for (var y = 0; y < next.Height; y++)
        {
            var a = last.Samples.Span.Slice(y * stride, stride);
            var b = next.Samples.Span.Slice(y * stride, stride);
            if (a.SequenceEqual(b))
                continue;
            for (var i = 0; i < stride; i++)
            {
                if (Math.Abs(a[i] - b[i]) < Visible)
                    continue;
                (left, right) = (Math.Min(left, i / next.Channels), Math.Max(right, i / next.Channels));
                (top, bottom) = (top < 0 ? y : top, y);
            }
        }
        return top < 0 ? default : new PixelBox(left, top, right - left + 1, bottom - top + 1).Grow(Margin).Clip(next.Width, next.Height);
    }
}
