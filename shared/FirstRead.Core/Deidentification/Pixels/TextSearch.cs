namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>One pass of the detector over frames, each looked at only where it differs from the last.</summary>
internal sealed class TextSearch(ITextDetector detector, TextPass pass, SearchBudget budget)
{
    private TextPicture? last;

    /// <summary>The text of the next frame, with the picture in which it was seen.</summary>
    /// <param name="shown">The frame under each window.</param>
    /// <exception cref="InstanceHeldException">The budget is spent.</exception>
    public IEnumerable<(TextBox Text, TextPicture Picture)> Next(IReadOnlyList<TextPicture> shown)
    {
        var area = ChangedArea.Between(last, shown[0]);
        if (area.IsEmpty)
            yield break;
        last = shown[0];
        foreach (var picture in shown)
        {
            budget.Take(area.Area);
            foreach (var text in detector.Detect(picture.Cut(area), pass))
                yield return (text with { Box = text.Box with { X = text.Box.X + area.X, Y = text.Box.Y + area.Y } }, picture);
        }
    }
}

/// <summary>Pixels that the detector may still look at.</summary>
internal sealed class SearchBudget(PixelCleaningLimits limits)
{
    private double left = limits.MaxSearchedMegapixels * 1e6;

    public void Take(long pixels)
    {
        left -= pixels;
        if (left < 0)
            throw new InstanceHeldException(PixelDecision.ToHold(PixelHoldReasons.OverBudget, "there are more pixels than can be searched for text"));
    }
}
