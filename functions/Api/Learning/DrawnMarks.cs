using FirstRead.Core.Learning;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Learning;

/// <summary>From a request's marks to the core's: at most <see cref="Most"/>, drawn by the rules that a radiologist draws by.</summary>
internal static class DrawnMarks
{
    public const int Most = 50;

    public static (IReadOnlyList<Marking>? Marks, Problem? Problem) Parse(MarksRequest body, IReadOnlyList<TeachingPicture> pictures)
    {
        if (body.Marks is { Count: > 0 } == (body.NoFinding == true))
            return (null, Problems.InvalidBody("marks", "must hold marks, or noFinding be true, and not both"));
        if (body.Marks?.Count > Most)
            return (null, Problems.InvalidBody("marks", $"must not be more than {Most}"));
        Instance[] sheet = [.. pictures.Select(CaseObjects.ToDrawOn)];
        var marks = new List<Marking>();
        foreach (var (index, mark) in (body.Marks ?? []).Index())
        {
            if (mark is null || mark.Contours is { Count: > 0 } == mark.Point is not null)
                return (null, Problems.InvalidBody($"marks[{index}]", "must have contours or a point, and not both"));
            var (drawn, problem) = DrawnBodies.Parse(mark.Contours ?? []);
            if (drawn is null)
                return (null, problem);
            var point = mark.Point?.Drawn();
            string[] faults = point is null ? [.. DrawingRules.Faults(drawn, sheet, null)] : DrawingRules.Fault(point, sheet) is { } fault ? [fault] : [];
            if (faults.Length > 0)
                return (null, Problems.InvalidBody(new Dictionary<string, string[]> { [$"marks[{index}]"] = faults }));
            marks.Add(new($"M{index + 1}", null, drawn, point));
        }
        return marks.Sum(mark => mark.Contours.Sum(contour => contour.Points.Count)) <= DrawingRules.MostPointsOfARound
            ? (marks, null)
            : (null, Problems.InvalidBody("marks", $"must not have more than {DrawingRules.MostPointsOfARound} points together"));
    }
}
