namespace FirstRead.Core.Analysis.Models;

/// <summary>Which model reads which series of a study, or why none does: never silence.</summary>
public static class ModelSelection
{
    /// <summary>The first manifest that fits, on the series whose orientation it prefers and that has most slices.</summary>
    public static SelectionOutcome Choose(IReadOnlyList<ModelManifest> models, IReadOnlyList<SeriesFacts> study)
    {
        models = [.. models.Where(model => model.Task is SegmentationTask)];
        foreach (var model in models)
        {
            var fitting = study
                .Where(series => ModelRules.Misfits(model.AppliesTo, series).Count == 0)
                .OrderBy(series => Preference(model, series))
                .ThenByDescending(series => series.Geometry.Stack!.Slices.Count)
                .ThenBy(series => series.SeriesInstanceUid, StringComparer.Ordinal)
                .ToArray();
            if (fitting.Length > 0)
                return new(model, fitting[0], null);
        }
        return new(null, null, $"{AnalysisCodes.NoModelApplies}: {Explain(models, study)}");
    }

    private static int Preference(ModelManifest model, SeriesFacts series) =>
        model.AppliesTo.Stack!.Orientations.ToList().IndexOf(series.Geometry.Stack!.Orientation.Plane);

    private static string Explain(IReadOnlyList<ModelManifest> models, IReadOnlyList<SeriesFacts> study)
    {
        if (models.Count == 0)
            return "no model is installed.";
        if (study.Count == 0)
            return "the study has no images.";
        // The series that comes closest says most; the others are counted.
        var (model, closest) = models
            .SelectMany(model => study, (model, series) => (model, series))
            .OrderBy(pair => pair.model.AppliesTo.Modalities.Contains(pair.series.Modality ?? "") ? 0 : 1)
            .ThenBy(pair => ModelRules.Misfits(pair.model.AppliesTo, pair.series).Count)
            .ThenByDescending(pair => pair.series.Pictures)
            .First();
        var which = study.Count == 1 ? "the series" : $"the closest of {study.Count} series";
        return $"{which} is not {model.AppliesTo.What}: {string.Join(", ", ModelRules.Misfits(model.AppliesTo, closest))}.";
    }
}

/// <summary>A model and its series, or a stable code, a colon and a sentence.</summary>
public sealed record SelectionOutcome(ModelManifest? Model, SeriesFacts? Series, string? Reason);
