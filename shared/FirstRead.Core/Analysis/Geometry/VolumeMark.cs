using System.Globalization;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Geometry;

/// <summary>How the values of a mark stand to each other.</summary>
public enum VolumeMarkKind
{
    /// <summary>Another kind of picture: an echo, a diffusion weighting.</summary>
    Kind,

    /// <summary>The same at another time.</summary>
    Time,

    /// <summary>A time that differs from slice to slice too: at one place the earlier comes first.</summary>
    Order,
}

/// <summary>An attribute that may tell two pictures of one place apart.</summary>
/// <param name="Name">Its keyword.</param>
/// <param name="Of">Its value in a picture's header, of a frame as <see cref="Dicom.Pixels.FrameHeaders"/> has it; null where it has none.</param>
public sealed record VolumeMark(string Name, VolumeMarkKind Kind, Func<DicomDataset, string?> Of)
{
    /// <summary>In the order in which they are asked: what the standard made for this purpose first (PS3.3 C.7.6.16.2.2, C.8.3.1, C.8.13.5).</summary>
    public static readonly IReadOnlyList<VolumeMark> All =
    [
        new("StackID", VolumeMarkKind.Kind, Text(Tags.StackID)),
        new("ImageType", VolumeMarkKind.Kind, ImageType),
        new("EchoTime", VolumeMarkKind.Kind, Text(Tags.EffectiveEchoTime, Tags.EchoTime)),
        new("EchoNumbers", VolumeMarkKind.Kind, Text(Tags.EchoNumbers)),
        new("InversionTime", VolumeMarkKind.Kind, Text(Tags.InversionTimes, Tags.InversionTime)),
        new("DiffusionBValue", VolumeMarkKind.Kind, Text(Tags.DiffusionBValue)),
        new("DiffusionGradientOrientation", VolumeMarkKind.Kind, Gradient),
        new("ContrastBolusAgentAdministered", VolumeMarkKind.Time, Text(Tags.ContrastBolusAgentAdministered)),
        new("TemporalPosition", VolumeMarkKind.Time, Text(Tags.TemporalPositionIndex, Tags.TemporalPositionIdentifier)),
        new("TemporalPositionTimeOffset", VolumeMarkKind.Time, Text(Tags.TemporalPositionTimeOffset)),
        new("NominalPercentageOfCardiacPhase", VolumeMarkKind.Time, Text(Tags.NominalPercentageOfCardiacPhase)),
        new("AcquisitionNumber", VolumeMarkKind.Time, Text(Tags.AcquisitionNumber)),
        new("FlipAngle", VolumeMarkKind.Kind, Text(Tags.FlipAngle)),
        // Two objects of several frames each; every picture of one frame is an object of its own.
        new("SOPInstanceUID", VolumeMarkKind.Kind, header => header.Contains(Tags.ReferencedFrameNumber) ? header.GetString(Tags.SOPInstanceUID) : null),
        new("TriggerTime", VolumeMarkKind.Order, Text(Tags.NominalCardiacTriggerDelayTime, Tags.TriggerTime)),
        new("AcquisitionTime", VolumeMarkKind.Order, Text(Tags.FrameReferenceDateTime, Tags.FrameAcquisitionDateTime, Tags.AcquisitionDateTime, Tags.AcquisitionTime)),
    ];

    /// <summary>All marks of one picture.</summary>
    public static IReadOnlyList<string?> ValuesOf(DicomDataset header) => [.. All.Select(mark => mark.Of(header))];

    /// <summary>Which of two values comes first: numbers by size, magnitude before phase; other words by their letters.</summary>
    public static int Compare(string one, string other) =>
        double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : (IsMagnitude(other).CompareTo(IsMagnitude(one)), string.CompareOrdinal(one, other)) is var (kind, text) && kind != 0 ? kind : text;

    private static Func<DicomDataset, string?> Text(params DicomTag[] tags) =>
        header => tags.Select(header.GetString).FirstOrDefault(value => value is not null);

    // C.8.3.1.1.1 and C.8.13.3.1.1: magnitude, phase, real part.
    private static string? ImageType(DicomDataset header)
    {
        var type = header.GetStrings(Tags.FrameType) is { Count: > 0 } own ? own : header.GetStrings(Tags.ImageType);
        return type.Count == 0 ? null : string.Join('\\', [.. type, .. header.GetString(Tags.ComplexImageComponent) is { } component ? [component] : Array.Empty<string>()]);
    }

    private static string? Gradient(DicomDataset header)
    {
        var holder = header.GetSequence(Tags.DiffusionGradientDirectionSequence) is [var item, ..] ? item : header;
        return holder.GetDoubles(Tags.DiffusionGradientOrientation) is { Count: 3 } direction ? string.Join('\\', direction.Select(part => Math.Round(part, 4).ToString(CultureInfo.InvariantCulture))) : null;
    }

    private static bool IsMagnitude(string value) => value.Split('\\').Any(part => part is "M" or "MAGNITUDE");
}
