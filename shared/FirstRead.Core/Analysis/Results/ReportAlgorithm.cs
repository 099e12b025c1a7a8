using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Algorithm Identification (PS3.16 TID 4019).</summary>
internal static class ReportAlgorithm
{
    /// <returns>Empty where no model spoke.</returns>
    public static IReadOnlyList<DicomDataset> Of(ModelIdentity? model) => model is null ? [] :
    [
        ContentItems.Text(Relationships.ConceptModifier, ReportCodes.AlgorithmName, model.Name),
        ContentItems.Text(Relationships.ConceptModifier, ReportCodes.AlgorithmVersion, model.Version),
        ContentItems.Text(Relationships.ConceptModifier, ReportCodes.AlgorithmParameters, $"SHA-256 of the model file: {model.Digest}"),
    ];
}
