using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>The model as the equipment that made an object (PS3.3 C.7.5.1, C.7.5.2), and as one that contributed (C.12.1).</summary>
internal static class ModelEquipment
{
    // Enhanced General Equipment asks for all of these; where no model read the study, it is the writer of the report.
    private static readonly ModelIdentity Writer = new("FirstRead reports", "1", "none", "");

    /// <param name="model">Null where none read the study.</param>
    public static DicomDataset Add(DicomDataset document, ModelIdentity? model) => model is null
        ? AddNames(document, Writer)
        : AddNames(document, model).Add(Tags.DeviceUID, model.DeviceUid);

    public static DicomDataset Contribution(ModelIdentity model) => Add(Utf8Items.New(), model)
        .AddSequence(Tags.PurposeOfReferenceCodeSequence, Codes.Item("109102", "DCM", "Processing Equipment"))
        .Add(Tags.ContributionDescription, "Found, outlined and measured by a trained model. Research use only, not for diagnosis.");

    private static DicomDataset AddNames(DicomDataset document, ModelIdentity model) => document
        .Add(Tags.Manufacturer, "FirstRead")
        .Add(Tags.ManufacturerModelName, model.Name)
        .Add(Tags.DeviceSerialNumber, model.Digest)
        .Add(Tags.SoftwareVersions, model.Version);
}
