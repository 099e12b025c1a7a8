using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Items of documents in UTF-8. An item is written in the character set around it (PS3.3 C.12.1.1.2), and one that is made
/// before the document knows of none: its text would be written in Latin-1.
/// </summary>
internal static class Utf8Items
{
    public const string Term = "ISO_IR 192";

    // Stands above every item, for its character set alone.
    private static readonly DicomDataset Around = new DicomDataset().Add(Tags.SpecificCharacterSet, Term);

    public static DicomDataset New() => new(Around);

    /// <summary>Another document's element, its text at every depth in UTF-8.</summary>
    /// <param name="holder">The data set that it stands in, for its character set.</param>
    /// <param name="element">Of the holder.</param>
    public static void Copy(DicomDataset holder, DicomElement element, DicomDataset target)
    {
        if (element.Items is { } items)
            target.AddSequence(element.Tag, [.. items.Select(Copy)]);
        else if (element.Vr.UsesCharacterSet() && holder.GetStrings(element.Tag) is { Count: > 0 } values)
            target.Add(element.Tag, values);
        else
            target.Set(element);
    }

    private static DicomDataset Copy(DicomDataset item)
    {
        var copy = New();
        foreach (var element in item)
            if (element.Tag != Tags.SpecificCharacterSet)
                Copy(item, element, copy);
        return copy;
    }
}
