using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Algorithm Identification (PS3.16 TID 4019).</summary>
internal static class ReportAlgorithm
{
    public static IReadOnlyList<DicomDataset> Of(ModelIdentity model) =>
    [
        ContentItems.Text(Relationships.ConceptModifier, ReportCodes.AlgorithmName, model.Name),
        ContentItems.Text(Relationships.ConceptModifier, ReportCodes.AlgorithmVersion, model.Version),
        ContentItems.Text(Relationships.ConceptModifier, ReportCodes.AlgorithmParameters, $"SHA-256 of the model file: {model.Digest}"),
    ];
}
