using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>Finds the marks of one slice.</summary>
public static class Marks
{
    /// <param name="probability">On the slice's own pixels.</param>
    public static IReadOnlyList<Mark> On(int slice, ImagePlane plane, Field probability, IReadOnlyList<double> types, DecisionRules rules)
    {
        var marks = new List<Mark>();
        foreach (var region in Regions.Find(probability, rules.ProbabilityThreshold))
        {
            var outline = OutlineTracing.Trace(probability, region, rules.ProbabilityThreshold);
            var area = outline.AreaMm2(plane.Spacing);
            if (area < rules.IgnoreBelowMm2)
                continue;
            var centre = outline.Centroid;
            var mean = region.Pixels().Average(pixel => (double)probability[pixel.Column, pixel.Row]);
            marks.Add(new(slice, region, outline, plane.ToPatient(centre.Column, centre.Row), area, outline.DiameterMm(plane.Spacing), mean, types));
        }
        return marks;
    }
}
