using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Studies;

/// <summary>From where a projection was taken.</summary>
internal static class ProjectionView
{
    /// <summary>ViewPosition (0018,5101); else AP or PA where ViewCodeSequence (0054,0220) has the code of CID 4010, or the words of another. Upper-case; empty where nothing says.</summary>
    public static IReadOnlyList<string> Of(DicomDataset header)
    {
        if (header.GetString(Tags.ViewPosition)?.Trim().ToUpperInvariant() is { Length: > 0 } position)
            return [position];
        return header.GetSequence(Tags.ViewCodeSequence) is [var code, ..]
            ? code.GetString(Tags.CodeValue) switch
            {
                "399348003" or "R-10206" => ["AP"],
                "272479007" or "R-10214" => ["PA"],
                _ => code.GetString(Tags.CodeMeaning)?.Trim().ToUpperInvariant() is { Length: > 0 } meaning ? [meaning] : [],
            }
            : [];
    }
}
