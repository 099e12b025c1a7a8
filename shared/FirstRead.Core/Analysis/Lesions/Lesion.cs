using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>Marks on neighbouring slices that belong together, in the order of the stack.</summary>
public sealed record Lesion(IReadOnlyList<Mark> Marks)
{
    public IReadOnlyList<int> Slices => [.. Marks.Select(mark => mark.Slice).Distinct().Order()];

    /// <summary>Mean probability inside the outlines, 0 to 1, before calibration.</summary>
    public double Confidence => Weighted(mark => mark.Probability);

    public double DiameterMm => Marks.Max(mark => mark.DiameterMm);

    /// <summary>All outlines of one slice together, mm².</summary>
    public double AreaOn(int slice) => Marks.Where(mark => mark.Slice == slice).Sum(mark => mark.AreaMm2);

    /// <summary>The slice of the largest area; the first of equals.</summary>
    public int KeySlice => Slices.MaxBy(AreaOn);

    /// <summary>Area times slice distance; null for a single slice, whose thickness proves no extent.</summary>
    public double? VolumeMm3(SliceStack stack) => stack.DistanceMm is { } distance && Slices.Count > 1 ? Marks.Sum(mark => mark.AreaMm2) * distance : null;

    /// <summary>Type probabilities, each slice weighing as its area does.</summary>
    public IReadOnlyDictionary<string, double> Types(IReadOnlyList<string> names) =>
        names.Select((name, index) => (name, index)).ToDictionary(type => type.name, type => Weighted(mark => mark.Types[type.index]));

    private double Weighted(Func<Mark, double> value) => Marks.Sum(mark => mark.AreaMm2 * value(mark)) / Marks.Sum(mark => mark.AreaMm2);
}
