using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Headers of many pictures, what all have in common held once.</summary>
internal sealed record SharedElements(DicomDataset Shared, IReadOnlyList<DicomDataset> Own)
{
    public static SharedElements Of(IReadOnlyList<DicomDataset> headers)
    {
        var shared = new DicomDataset();
        foreach (var element in headers.Count > 0 ? headers[0] : [])
            if (headers.All(header => header[element.Tag] is { } other && Same(element, other)))
                shared.Set(element);
        return new(shared, [.. headers.Select(header => Without(header, shared))]);
    }

    /// <summary>The headers as they were.</summary>
    public IReadOnlyList<DicomDataset> Headers => [.. Own.Select(own => With(own, Shared))];

    /// <summary>True where both would be written as the same bytes.</summary>
    public static bool Same(DicomElement one, DicomElement other) =>
        ReferenceEquals(one, other) || one.Tag == other.Tag && one.Vr == other.Vr && one.Value.Span.SequenceEqual(other.Value.Span) && Same(one.Items, other.Items);

    private static bool Same(IReadOnlyList<DicomDataset>? one, IReadOnlyList<DicomDataset>? other) =>
        one is null || other is null ? one is null && other is null : one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second));

    private static bool Same(DicomDataset one, DicomDataset other) => one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second));

    private static DicomDataset Without(DicomDataset header, DicomDataset shared)
    {
        var own = new DicomDataset();
        foreach (var element in header)
            if (!shared.Contains(element.Tag))
                own.Set(element);
        return own;
    }

    private static DicomDataset With(DicomDataset own, DicomDataset shared)
    {
        var header = new DicomDataset();
        foreach (var element in shared.Concat(own))
            header.Set(element);
        return header;
    }
}
