namespace FirstRead.Core.Learning.Scoring;

/// <summary>Holds marks against a reference. Pure: the same marks give the same numbers, whoever asks and whenever.</summary>
public static class CaseScoring
{
    /// <param name="pictures">Of the case; what is marked elsewhere hits nothing.</param>
    public static CaseScore Score(IReadOnlyList<Marking> marks, IReadOnlyList<Marking> reference, IReadOnlyList<TeachingPicture> pictures)
    {
        var known = pictures.ToDictionary(picture => picture.SopInstanceUid, StringComparer.Ordinal);
        Candidate[] drawn = [.. marks.Select(mark => new Candidate(mark, known))];
        Candidate[] lesions = [.. reference.Select(lesion => new Candidate(lesion, known))];
        var matching = Matching.Of(drawn, lesions);
        LesionScore[] pairs = [.. lesions.Select((lesion, index) => Pair(lesion, matching.MarkOf[index] is >= 0 and var mark ? drawn[mark] : null))];
        var measurable = pairs.Where(pair => pair.Measurable).ToArray();
        return new(
            lesions.Length,
            drawn.Length,
            pairs.Count(pair => pair.Mark is not null),
            matching.FalseMarks,
            measurable.Length == 0 ? null : measurable.Average(pair => pair.Overlap?.Dice ?? 0),
            measurable.Length == 0 ? null : measurable.Average(pair => pair.Overlap?.Iou ?? 0),
            Mean([.. pairs.Select(pair => pair.Distance).OfType<BoundaryDistance>()]),
            pairs);
    }

    private static LesionScore Pair(Candidate lesion, Candidate? mark)
    {
        var measurable = lesion.Marking.Point is null;
        var measured = measurable && mark is { Marking.Point: null };
        return new(
            lesion.Marking.Id,
            lesion.Marking.Label,
            mark?.Marking.Id,
            measured ? mark!.OverlapWith(lesion) : null,
            measured ? mark!.DistanceTo(lesion) : null,
            // A learner who marked it by a point was not asked to outline it.
            measurable && mark is not { Marking.Point: not null });
    }

    /// <summary>Millimetres and pixels have no mean: those in the unit of the first.</summary>
    private static BoundaryDistance? Mean(IReadOnlyList<BoundaryDistance> distances)
    {
        var alike = distances.Where(distance => distance.InMm == distances[0].InMm).ToArray();
        return alike.Length == 0 ? null : new(alike.Average(distance => distance.Mean), alike.Average(distance => distance.Percentile95), alike[0].InMm);
    }
}
