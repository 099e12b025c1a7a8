using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>
/// Looks for text in every frame of a spooled instance, blanks it, and looks again with other eyes. Holds one frame at a
/// time, and of it the pictures under two windows.
/// </summary>
internal sealed class PixelCleaning(PixelSpool spool, DicomDataset header, PixelStep step, ITextDetector? detector, PixelCleaningLimits limits)
{
    // Each round blanks what the one before still saw.
    private const int Rounds = 3;

    /// <exception cref="InstanceHeldException">The pixels could not be cleared.</exception>
    public Findings Run()
    {
        var findings = new Findings(step.Regions, step.ClearsUnused);
        if (!step.Searches)
            return findings;
        try
        {
            var budget = new SearchBudget(limits);
            Search(findings, TextPass.Detection, budget);
            for (var round = 0; Search(findings, TextPass.Verification, budget); round++)
                if (round == Rounds)
                    throw findings.Held(PixelHoldReasons.NotCleared, "text is still seen after it was blanked");
            return findings;
        }
        catch (TextDetectorUnavailableException missing)
        {
            throw new InstanceHeldException(PixelDecision.ToHold(PixelHoldReasons.NoDetector, "the text detector does not load"), missing);
        }
        catch (CannotDecodeException unreadable)
        {
            throw new InstanceHeldException(PixelDecision.ToHold(PixelHoldReasons.CannotDecode, "the frames cannot be decoded"), unreadable);
        }
    }

    /// <returns>Whether something new goes.</returns>
    private bool Search(Findings findings, TextPass pass, SearchBudget budget)
    {
        using var reader = SpooledPixels.Open(spool);
        var frames = FrameReader.Open(reader);
        var (pictures, blanker) = (FramePictures.Of(header, frames.Description)!, FrameBlanker.Of(header, frames.Description)!);
        var (search, found) = (new TextSearch(detector!, pass, budget), false);
        while (frames.Read())
        {
            // What goes anyway is not looked at again, and hides nothing that stays.
            blanker.Fill(frames.Frame, findings.Blank);
            foreach (var (text, picture) in search.Next([.. pictures.Show(frames.Frame)]).ToList())
                if (pass == TextPass.Detection || !findings.IsKept(text.Box))
                    found |= findings.Add(text, picture);
        }
        findings.RequireClear(frames.Description.Columns, frames.Description.Rows, limits);
        return found;
    }
}
