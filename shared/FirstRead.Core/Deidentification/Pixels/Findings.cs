namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>What the passes over an instance's frames found: what goes, what stays, and what a person must see.</summary>
/// <param name="clearsUnused">The frames are written again in any case, for bits in them that hold no sample.</param>
internal sealed class Findings(IReadOnlyList<PixelBox> regions, bool clearsUnused)
{
    private readonly List<PixelBox> blank = [.. regions];
    private readonly List<PixelBox> text = [];
    private readonly List<PixelBox> kept = [];
    private readonly List<PixelBox> anatomy = [];
    private readonly List<PixelBox> doubtful = [];

    /// <summary>Regions and text.</summary>
    public IReadOnlyList<PixelBox> Blank => blank;

    /// <summary>False where the file's own bytes can stay.</summary>
    public bool ChangesPixels => blank.Count > 0 || clearsUnused;

    /// <summary>For the report: every box is blanked in every frame.</summary>
    public PixelFindings Counts(int frames) => new([.. Enumerable.Repeat(blank.Count, frames)], kept.Count);

    /// <returns>Whether the box is new and goes.</returns>
    public bool Add(TextBox found, TextPicture picture)
    {
        if (found.Marker is not null)
        {
            if (!Covered(found.Box, kept))
                kept.Add(found.Box);
            return false;
        }
        if (Covered(found.Box, blank))
            return false;
        if (Surroundings.IsPlain(picture, found.Box) || Surroundings.IsAtEdge(picture, found.Box))
        {
            blank.Add(found.Box);
            text.Add(found.Box);
            return true;
        }
        (found.IsCertain ? anatomy : doubtful).Add(found.Box);
        return false;
    }

    /// <summary>Of a verification: text in a marker that was kept is the marker.</summary>
    public bool IsKept(PixelBox box) => Covered(box, kept);

    /// <exception cref="InstanceHeldException">A person must look.</exception>
    public void RequireClear(int columns, int rows, PixelCleaningLimits limits)
    {
        if (text.Sum(box => box.Clip(columns, rows).Area) > limits.MaxBlankedShare * columns * rows)
            throw Held(PixelHoldReasons.PageOfText, "text covers much of the picture");
        if (anatomy.Count > 0)
            throw Held(PixelHoldReasons.OverAnatomy, "text lies over anatomy");
        if (doubtful.Count > 0)
            throw Held(PixelHoldReasons.Doubtful, "something in the picture may be text");
    }

    public InstanceHeldException Held(string reason, string message) =>
        new(PixelDecision.ToHold(reason, message) with { Boxes = [.. text, .. anatomy, .. doubtful] });

    private static bool Covered(PixelBox box, List<PixelBox> by) => by.Exists(other => 10 * other.Grow(2).Intersect(box).Area >= 7 * box.Area);
}
