using FirstRead.Core.Review;

namespace FirstRead.Core.Learning.Scoring;

/// <summary>A mark with its pixels, ready to be held against others.</summary>
internal sealed class Candidate(Marking marking, IReadOnlyDictionary<string, TeachingPicture> pictures)
{
    private Region? boxed;

    public Marking Marking { get; } = marking;

    public IReadOnlyDictionary<string, TeachingPicture> Pictures { get; } = pictures;

    public bool IsBox { get; } = Boxes.Are(marking);

    public Region Region { get; } = Region.Of(marking, pictures);

    /// <summary>Box against box where either is one: a box around a round lesion is all that a box can be.</summary>
    public Overlap OverlapWith(Candidate lesion) => IsBox || lesion.IsBox ? Overlap.Of(Boxed, lesion.Boxed) : Overlap.Of(Region, lesion.Region);

    /// <summary>Null where either is a box or a point.</summary>
    public BoundaryDistance? DistanceTo(Candidate lesion) =>
        IsBox || lesion.IsBox ? null : BoundaryDistance.Of(Region, lesion.Region, place => Pictures.GetValueOrDefault(place.SopInstanceUid)?.Spacing());

    public static Place PlaceOf(DrawnPoint point) => new(point.SopInstanceUid, point.Frame);

    private Region Boxed => boxed ??= Region.Of(Marking, Pictures, boxed: true);
}
