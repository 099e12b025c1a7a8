using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Models;

/// <summary>Whether a model was made for a series. What is unknown does not fit: a net answers whatever it is shown.</summary>
public static class ModelRules
{
    /// <summary>What speaks against the model, in words; empty when it applies.</summary>
    public static IReadOnlyList<string> Misfits(Applicability rules, SeriesFacts series)
    {
        if (!rules.Modalities.Contains(series.Modality ?? ""))
            return [series.Modality is { } modality ? $"Modality {modality}" : "no Modality"];
        return [.. Subject(rules, series), .. Picture(rules, series), .. Weighting(rules, series), .. Contrast(rules, series), .. Geometry(rules, series)];
    }

    private static IEnumerable<string> Subject(Applicability rules, SeriesFacts series)
    {
        if (series.Animal is { } animal)
            yield return animal;
        if (rules.BodyParts.Count > 0)
        {
            if (series.BodyPart is { Length: > 0 } part && !rules.BodyParts.Contains(part))
                yield return $"BodyPartExamined {part}";
            else if (series.BodyPart is null or "" && !rules.BodyPartWords.Any(series.Words.Contains))
                yield return "nothing names the body part";
        }
        foreach (var word in rules.ExcludedWords.Where(series.Words.Contains))
            yield return $"described as {word}";
        // A child of five years is five until the sixth birthday.
        if (series.AgeYears is { } age ? rules.AgeYears is { } ages && (age < ages.From || Math.Floor(age) > ages.To) : rules.AgeRequired)
            yield return series.AgeYears is { } years ? $"PatientAge {years:0.#} years" : "no PatientAge";
    }

    private static IEnumerable<string> Picture(Applicability rules, SeriesFacts series)
    {
        var picture = series.Picture;
        if (rules.SopClasses.Count > 0 && !rules.SopClasses.Contains(picture.SopClass ?? ""))
            yield return $"SOPClassUID {picture.SopClass}";
        if (rules.Views.Count > 0)
        {
            var named = picture.Views.Count > 0;
            if (named ? !picture.Views.Any(rules.Views.Contains) : !rules.Views.Any(series.Words.Contains))
                yield return named ? $"ViewPosition {string.Join('\\', picture.Views)}" : "nothing names the view";
        }
        if (!rules.Photometric.Contains(picture.Photometric ?? ""))
            yield return picture.Photometric is "MONOCHROME1" or "MONOCHROME2" ? $"PhotometricInterpretation {picture.Photometric}" : "not a grey picture";
        if (series.Single is { Frames: > 1 } single)
            yield return $"{SliceStack.Frames(single)} in one picture, of which nobody says which is meant";
        if (picture.SmallestSide < rules.MinimumPixels)
            yield return $"{picture.SmallestSide} pixels of at least {rules.MinimumPixels} on its shorter side";
    }

    private static IEnumerable<string> Weighting(Applicability rules, SeriesFacts series)
    {
        if (rules.Weighting is not { } weighting)
            yield break;
        if (series is { RepetitionTimeMs: { } repetition, EchoTimeMs: { } echo, ScanningSequence.Count: > 0 })
        {
            if (!weighting.Timings.Any(timing => Fits(timing, series, repetition, echo)))
                yield return $"ScanningSequence {string.Join('\\', series.ScanningSequence)} with RepetitionTime {repetition:0.##}, EchoTime {echo:0.##}{Inversion(series)} is not {weighting.Name}-weighted";
        }
        else if (!weighting.Words.Any(series.Words.Contains))
        {
            yield return $"neither timing nor description says {weighting.Name}";
        }
    }

    private static bool Fits(TimingRule timing, SeriesFacts series, double repetition, double echo)
    {
        if (!series.ScanningSequence.Contains(timing.Sequence) || !timing.RepetitionTime.Contains(repetition) || !timing.EchoTime.Contains(echo))
            return false;
        var inverted = series.ScanningSequence.Contains("IR") || series.InversionTimeMs > 0;
        return timing.InversionTime is { } range ? series.InversionTimeMs is { } inversion && range.Contains(inversion) : !inverted;
    }

    private static string Inversion(SeriesFacts series) => series.InversionTimeMs is { } time and > 0 ? $", InversionTime {time:0.##}" : "";

    private static IEnumerable<string> Contrast(Applicability rules, SeriesFacts series)
    {
        if (rules.Contrast == ContrastRule.Required && !series.Contrast)
            yield return "no ContrastBolusAgent";
        if (rules.Contrast == ContrastRule.Absent && series.Contrast)
            yield return "a ContrastBolusAgent";
    }

    private static IEnumerable<string> Geometry(Applicability rules, SeriesFacts series)
    {
        if (rules.PixelMm is { } sizes)
        {
            if (series.Spacing is not { } spacing)
                yield return "no PixelSpacing";
            else if (!sizes.Contains(spacing.RowMm) || !sizes.Contains(spacing.ColumnMm))
                yield return $"PixelSpacing {spacing.RowMm:0.###} by {spacing.ColumnMm:0.###} mm";
        }
        if (rules.Stack is not { } wanted)
            yield break;
        if (series.Geometry.Stack is not { } stack)
            yield return series.Geometry.Problem ?? "no geometry";
        else
            foreach (var misfit in Stack(wanted, stack))
                yield return misfit;
    }

    private static IEnumerable<string> Stack(StackRule rules, SliceStack stack)
    {
        if (stack.Slices.Count < rules.MinimumSlices)
            yield return $"{stack.Slices.Count} slices of at least {rules.MinimumSlices}";
        if (stack.DistanceMm is { } distance && !rules.SliceDistanceMm.Contains(Math.Round(distance, 3)))
            yield return $"slices {distance:0.##} mm apart";
        if (!rules.Orientations.Contains(stack.Orientation.Plane))
            yield return $"{stack.Orientation.Plane.ToString().ToLowerInvariant()} slices";
    }
}
