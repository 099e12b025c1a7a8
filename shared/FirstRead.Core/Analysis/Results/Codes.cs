using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Items of code sequences (PS3.3 8.8), for documents in UTF-8.</summary>
internal static class Codes
{
    public static DicomDataset Item(string value, string scheme, string meaning) => Utf8Items.New()
        .Add(Tags.CodeValue, value)
        .Add(Tags.CodingSchemeDesignator, scheme)
        .Add(Tags.CodeMeaning, meaning);

    public static DicomDataset Item(CodedConcept code) => Item(code.Value, code.Scheme, code.Meaning);
}
