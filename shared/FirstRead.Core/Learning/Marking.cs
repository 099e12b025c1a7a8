using FirstRead.Core.Review;

namespace FirstRead.Core.Learning;

/// <summary>A place that somebody marked on a teaching copy: a learner's mark, a finding of the model, a finding of the signed read.</summary>
/// <param name="Id">Unique among the marks of one reader.</param>
/// <param name="Label">What it is called; null for a learner's mark, which says where and not what.</param>
/// <param name="Contours">In the copy's UIDs; empty where it is a point.</param>
/// <param name="Point">Null where it has contours.</param>
public sealed record Marking(string Id, string? Label, IReadOnlyList<DrawnContour> Contours, DrawnPoint? Point = null);
