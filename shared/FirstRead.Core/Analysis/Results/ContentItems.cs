using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>How a content item relates to the one above it (PS3.3 C.17.3.2.4).</summary>
internal static class Relationships
{
    public const string Contains = "CONTAINS";
    public const string ConceptModifier = "HAS CONCEPT MOD";
    public const string ObservationContext = "HAS OBS CONTEXT";
    public const string SelectedFrom = "SELECTED FROM";
}

/// <summary>Content items of a structured report by value type (PS3.3 C.17.3, C.18). Text is UTF-8.</summary>
internal static class ContentItems
{
    public static DicomDataset Container(string relationship, CodedConcept name, params IReadOnlyList<DicomDataset> content) => Content(relationship, "CONTAINER", name)
        .Add(Tags.ContinuityOfContent, "SEPARATE")
        .AddSequence(Tags.ContentSequence, content);

    public static DicomDataset Code(string relationship, CodedConcept name, CodedConcept value) => Content(relationship, "CODE", name)
        .AddSequence(Tags.ConceptCodeSequence, Codes.Item(value));

    public static DicomDataset Text(string relationship, CodedConcept name, string value) => Content(relationship, "TEXT", name).Add(Tags.TextValue, value);

    public static DicomDataset Uid(string relationship, CodedConcept name, string value) => Content(relationship, "UIDREF", name).Add(Tags.UID, value);

    public static DicomDataset PersonName(string relationship, CodedConcept name, string value) => Content(relationship, "PNAME", name).Add(Tags.PersonName, value);

    /// <param name="modifiers">Of what was measured; empty where it speaks for itself.</param>
    public static DicomDataset Number(string relationship, CodedConcept name, double value, CodedConcept unit, params IReadOnlyList<DicomDataset> modifiers)
    {
        var item = Content(relationship, "NUM", name).AddSequence(
            Tags.MeasuredValueSequence,
            new DicomDataset().Add(Tags.NumericValue, value).AddSequence(Tags.MeasurementUnitsCodeSequence, Codes.Item(unit)));
        return modifiers.Count == 0 ? item : item.AddSequence(Tags.ContentSequence, modifiers);
    }

    /// <param name="name">Null where the relationship says it all.</param>
    /// <param name="reference">Of the instance: <see cref="Reference"/>.</param>
    public static DicomDataset Image(string relationship, CodedConcept? name, DicomDataset reference) => Content(relationship, "IMAGE", name)
        .AddSequence(Tags.ReferencedSOPSequence, reference);

    /// <param name="points">Column, row pairs; the centre of the first pixel is (0, 0).</param>
    public static DicomDataset Outline(string relationship, CodedConcept name, IReadOnlyList<double[]> points, DicomDataset from) => Content(relationship, "SCOORD", name)
        .Add(Tags.GraphicType, "POLYLINE")
        .Add(Tags.GraphicData, GraphicPoints.Closed(points))
        .AddSequence(Tags.ContentSequence, from);

    /// <param name="point">Column, row; the centre of the first pixel is (0, 0).</param>
    public static DicomDataset Point(string relationship, CodedConcept name, double[] point, DicomDataset from) => Content(relationship, "SCOORD", name)
        .Add(Tags.GraphicType, "POINT")
        .Add(Tags.GraphicData, point[0] + 0.5, point[1] + 0.5)
        .AddSequence(Tags.ContentSequence, from);

    /// <param name="frame">Named only where the picture has several (PS3.3 10.3).</param>
    public static DicomDataset Reference(SourcePicture picture, int? frame = null)
    {
        var reference = Reference(picture.SopClassUid, picture.SopInstanceUid);
        return frame is { } number && picture.Frames > 1 ? reference.Add(Tags.ReferencedFrameNumber, number) : reference;
    }

    /// <summary>Of each instance once; of one that only some frames are meant of, with their numbers.</summary>
    public static IEnumerable<DicomDataset> References(IEnumerable<SourcePicture> pictures) => pictures.GroupBy(picture => picture.SopInstanceUid).Select(frames =>
    {
        var (first, numbers) = (frames.First(), frames.Select(picture => picture.Frame).OfType<int>().Distinct().Order().ToArray());
        var reference = Reference(first);
        return frames.All(picture => picture.Frame is not null) && numbers.Length < first.Frames ? reference.Add(Tags.ReferencedFrameNumber, [.. numbers.Select(number => (double)number)]) : reference;
    });

    public static DicomDataset Reference(string sopClassUid, string sopInstanceUid) => new DicomDataset()
        .Add(Tags.ReferencedSOPClassUID, sopClassUid)
        .Add(Tags.ReferencedSOPInstanceUID, sopInstanceUid);

    private static DicomDataset Content(string relationship, string valueType, CodedConcept? name)
    {
        var item = Utf8Items.New().Add(Tags.RelationshipType, relationship).Add(Tags.ValueType, valueType);
        return name is null ? item : item.AddSequence(Tags.ConceptNameCodeSequence, Codes.Item(name));
    }
}
