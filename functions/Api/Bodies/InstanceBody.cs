using FirstRead.Core.Studies;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>One instance to be shown.</summary>
/// <param name="Path">On the portal's own origin, behind the pixel cookies.</param>
public sealed record InstanceBody(
    string SopInstanceUid,
    string SopClassUid,
    string SeriesInstanceUid,
    string? Modality,
    string? SeriesDescription,
    int? InstanceNumber,
    int? Rows,
    int? Columns,
    int Frames,
    IReadOnlyList<double>? ImagePosition,
    IReadOnlyList<double>? ImageOrientation,
    string Path)
{
    public static InstanceBody Of(Instance instance) => new(
        instance.SopInstanceUid,
        instance.SopClassUid,
        instance.SeriesInstanceUid,
        instance.Modality,
        instance.SeriesDescription,
        instance.InstanceNumber,
        instance.Rows,
        instance.Columns,
        instance.Frames,
        instance.ImagePosition,
        instance.ImageOrientation,
        $"/pixels/{instance.ObjectKey}");
}
