namespace FirstRead.Core.Analysis.Models;

/// <summary>Which model reads which pictures of a study, or why none does: never silence.</summary>
public static class ModelSelection
{
    /// <summary>
    /// The model that fits most pictures, the first of equals: one that reads slices on the series whose orientation it
    /// prefers and that has most of them, one that reads single pictures on every picture that fits. Of several volumes of one
    /// series that fit it is the first of the first kind; for a model of contrast-enhanced pictures the last time point.
    /// </summary>
    /// <param name="models">In order.</param>
    /// <param name="study">Series and, where a model reads single pictures, these.</param>
    /// <param name="named">A model that a person asks for: no other is looked at, and one that waits for a point is taken too.</param>
    public static SelectionOutcome Choose(IReadOnlyList<ModelManifest> models, IReadOnlyList<SeriesFacts> study, string? named = null)
    {
        models = [.. models.Where(model => named is null ? model.Task is not OutlineAtPointTask : model.Name == named)];
        var best = models
            .Select(model => new SelectionOutcome(model, Fitting(model, study), null))
            .Where(outcome => outcome.Chosen.Count > 0)
            .MaxBy(outcome => outcome.Chosen.Sum(facts => facts.Pictures));
        return best ?? new(null, [], $"{AnalysisCodes.NoModelApplies}: {Explain(models, study)}");
    }

    /// <summary>Whether a model reads pictures one at a time, and these are the facts of one.</summary>
    public static bool Reads(ModelManifest model, SeriesFacts facts) => model.Task is SegmentationTask == facts.Single is null;

    private static IReadOnlyList<SeriesFacts> Fitting(ModelManifest model, IReadOnlyList<SeriesFacts> study)
    {
        var fitting = study.Where(facts => Reads(model, facts) && ModelRules.Misfits(model.AppliesTo, facts).Count == 0);
        return model.AppliesTo.Stack is not { } stack
            ? [.. fitting]
            :
            [
                .. fitting
                    .OrderBy(series => stack.Orientations.ToList().IndexOf(series.Geometry.Stack!.Orientation.Plane))
                    .ThenByDescending(series => series.Geometry.Stack!.Slices.Count)
                    .ThenBy(series => series.SeriesInstanceUid, StringComparer.Ordinal)
                    .ThenBy(series => series.Volume?.Kind ?? 0)
                    // Of a dynamic series the first time points lie before the agent arrives.
                    .ThenBy(series => (series.Volume?.Time ?? 0) * (model.AppliesTo.Contrast == ContrastRule.Required ? -1 : 1))
                    .Take(1),
            ];
    }

    private static string Explain(IReadOnlyList<ModelManifest> models, IReadOnlyList<SeriesFacts> study)
    {
        if (models.Count == 0)
            return "no model is installed.";
        if (study.Count == 0)
            return "the study has no images.";
        // What comes closest says most; the others are counted.
        var pairs = models.SelectMany(model => study.Where(facts => Reads(model, facts)), (model, facts) => (Model: model, Facts: facts)).ToArray();
        if (pairs.Length == 0)
            return $"no model reads pictures of Modality {string.Join(" or ", study.Select(facts => facts.Modality ?? "unknown").Distinct())}.";
        var facts = pairs
            .OrderBy(pair => pair.Model.AppliesTo.Modalities.Contains(pair.Facts.Modality ?? "") ? 0 : 1)
            .ThenBy(pair => ModelRules.Misfits(pair.Model.AppliesTo, pair.Facts).Count)
            .ThenByDescending(pair => pair.Facts.Pictures)
            .First().Facts;
        var near = pairs.Where(pair => pair.Facts == facts).Select(pair => pair.Model.AppliesTo).ToArray();
        // Models for another modality say nothing about a picture that one reads.
        if (Array.Exists(near, rules => rules.Modalities.Contains(facts.Modality ?? "")))
            near = Array.FindAll(near, rules => rules.Modalities.Contains(facts.Modality ?? ""));
        var (what, count) = facts.Single is null ? ("series", study.Where(one => one.Single is null).Select(one => one.SeriesInstanceUid).Distinct().Count()) : ("picture", study.Count(one => one.Single is not null));
        var which = count == 1 ? $"the {what}" : $"the closest of {count} {what}{(what == "series" ? "" : "s")}";
        return $"{which} is not {string.Join("; nor ", near.Select(rules => $"{rules.What}: {string.Join(", ", ModelRules.Misfits(rules, facts))}"))}.";
    }
}

/// <summary>A model and what it reads, or a stable code, a colon and a sentence.</summary>
public sealed record SelectionOutcome(ModelManifest? Model, IReadOnlyList<SeriesFacts> Chosen, string? Reason);
