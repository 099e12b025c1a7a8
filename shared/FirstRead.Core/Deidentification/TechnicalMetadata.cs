namespace FirstRead.Core.Deidentification;

/// <summary>What the pipeline needs of an instance and may keep: no identity. Texts are cleaned as the profile cleans them.</summary>
/// <param name="Simulated">The original SeriesDescription contains SIMULATED.</param>
/// <param name="Frames">1 for an image without NumberOfFrames, 0 for an object without pixels.</param>
/// <param name="ImagePosition">ImagePositionPatient (0020,0032), mm, or null.</param>
/// <param name="ImageOrientation">ImageOrientationPatient (0020,0037), six cosines, or null.</param>
public sealed record TechnicalMetadata(
    string SopClassUid,
    string TransferSyntaxUid,
    string? Modality,
    string? BodyPart,
    string? StudyDescription,
    string? SeriesDescription,
    string? ContrastAgent,
    bool Simulated,
    int? InstanceNumber,
    int? Rows,
    int? Columns,
    int Frames,
    IReadOnlyList<string> ImageType,
    IReadOnlyList<double>? ImagePosition,
    IReadOnlyList<double>? ImageOrientation)
{
    /// <summary>Manufacturer (0008,0070) and ManufacturerModelName (0008,1090), of known words; null where none is.</summary>
    public string? Scanner { get; init; }

    /// <summary>How many images of the series the header promises: the highest of those that say it; null where none does.</summary>
    public int? SeriesDeclares { get; init; }

    /// <summary>ImagesInAcquisition (0020,1002) of an original image; null where it is absent, or the image is derived.</summary>
    public int? AcquisitionDeclares { get; init; }

    /// <summary>NumberOfTemporalPositions (0020,0105); null where it is absent.</summary>
    public int? TemporalPositions { get; init; }
}
