using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis.Geometry;

/// <summary>One picture and where it lies: an instance's only frame, or one of many.</summary>
/// <param name="Frame">From 1; 0 for all frames of an object none of which has a place.</param>
/// <param name="Position">ImagePositionPatient, mm; of a frame, its own.</param>
/// <param name="Orientation">ImageOrientationPatient, six cosines.</param>
public sealed record PlacedPicture(Instance Instance, int Frame, IReadOnlyList<double>? Position, IReadOnlyList<double>? Orientation)
{
    /// <summary>Of an instance as its row has it.</summary>
    public static PlacedPicture Of(Instance instance) => new(instance, instance.Frames > 1 ? 0 : 1, instance.ImagePosition, instance.ImageOrientation);
}
