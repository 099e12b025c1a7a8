using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// How the pictures of one state are shown. A state replaces what the pictures say of themselves (PS3.4 N.2), so that
/// their rescale, window and polarity are repeated here.
/// </summary>
internal static class PresentationDisplay
{
    /// <param name="pictures">Of one series, one modality transformation and one polarity.</param>
    public static void Add(DicomDataset state, IReadOnlyList<SourcePicture> pictures)
    {
        var header = pictures[0].Header;
        if (header[Tags.ModalityLUTSequence] is { } table)
            Utf8Items.Copy(header, table, state);
        else if (header.GetDouble(Tags.RescaleSlope) is { } slope)
            state
                .Add(Tags.RescaleSlope, slope)
                .Add(Tags.RescaleIntercept, header.GetDouble(Tags.RescaleIntercept) ?? 0)
                .Add(Tags.RescaleType, header.GetString(Tags.RescaleType) ?? (header.GetString(Tags.Modality) == "CT" ? "HU" : "US"));
        state
            .AddSequence(Tags.DisplayedAreaSelectionSequence, [.. pictures.Select(Area)])
            // C.11.6: MONOCHROME1 shows its lowest value white.
            .Add(Tags.PresentationLUTShape, header.GetString(Tags.PhotometricInterpretation) == "MONOCHROME1" ? "INVERSE" : "IDENTITY");
        if (pictures.Select(Window).OfType<DicomDataset>().ToArray() is { Length: > 0 } windows)
            state.AddSequence(Tags.SoftcopyVOILUTSequence, windows);
    }

    // C.10.4. A size in mm is given only where it holds in the patient: viewers measure with it.
    private static DicomDataset Area(SourcePicture picture)
    {
        var area = new DicomDataset()
            .AddSequence(Tags.ReferencedImageSequence, ContentItems.Reference(picture, picture.Frame))
            .Add(Tags.DisplayedAreaTopLeftHandCorner, 1, 1)
            .Add(Tags.DisplayedAreaBottomRightHandCorner, picture.Columns, picture.Rows)
            .Add(Tags.PresentationSizeMode, "SCALE TO FIT");
        if (picture.Scale is { Basis: LengthBasis.Patient, Spacing: var inPatient })
            return area.Add(Tags.PresentationPixelSpacing, inPatient.RowMm, inPatient.ColumnMm);
        if (picture.Scale is { Spacing: var spacing } && Math.Abs(spacing.RowMm - spacing.ColumnMm) > 1e-6)
            return area.Add(Tags.PresentationPixelAspectRatio, Math.Round(spacing.RowMm * 10_000), Math.Round(spacing.ColumnMm * 10_000));
        return picture.Header.GetDoubles(Tags.PixelAspectRatio) is [> 0, > 0] ratio
            ? area.Add(Tags.PresentationPixelAspectRatio, ratio)
            : area.Add(Tags.PresentationPixelAspectRatio, 1, 1);
    }

    /// <summary>The picture's table, or the first of its windows; null where it has neither that can be used, and shows all its values.</summary>
    private static DicomDataset? Window(SourcePicture picture)
    {
        var (header, item) = (picture.Header, new DicomDataset().AddSequence(Tags.ReferencedImageSequence, ContentItems.Reference(picture, picture.Frame)));
        if (header[Tags.VOILUTSequence] is { Items: [var table, ..] })
        {
            Utf8Items.Copy(header, new(Tags.VOILUTSequence, [table]), item);
            return item;
        }
        if (WindowLevel.FromHeader(header) is not { } window)
            return null;
        item.Add(Tags.WindowCenter, window.Center).Add(Tags.WindowWidth, window.Width);
        return header[Tags.VOILUTFunction] is { } function ? item.Set(function) : item;
    }
}
