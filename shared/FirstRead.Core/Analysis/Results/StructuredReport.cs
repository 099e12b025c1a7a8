using System.Globalization;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Writes findings as a Comprehensive 3D SR (PS3.3 A.35.13) with the root template TID 1500: PARTIAL and UNVERIFIED as
/// the model left them, COMPLETE and VERIFIED once a radiologist has signed.
/// </summary>
public static class StructuredReport
{
    /// <param name="report">With the findings that are to stand.</param>
    /// <param name="signature">Null for the model's own report.</param>
    /// <returns>The data set; <see cref="DicomDataset.WriteFile"/> makes it a file.</returns>
    /// <exception cref="ArgumentException">A finding names a picture that is not among the report's.</exception>
    public static DicomDataset Build(ResultReport report, ReportSignature? signature = null)
    {
        var document = StudyAttributes.Of(report.Source);
        AddIdentity(document, report, signature);
        ModelEquipment.Add(document, report.Model);
        if (report.Model is { } model)
            document.AddSequence(Tags.ContributingEquipmentSequence, ModelEquipment.Contribution(model));
        var content = ReportContent.Of(report, signature);
        return document
            // Type 2: no procedure step is known, and no request.
            .AddSequence(Tags.ReferencedPerformedProcedureStepSequence)
            .AddSequence(Tags.PerformedProcedureCodeSequence)
            .AddSequence(Tags.CurrentRequestedProcedureEvidenceSequence, ReportEvidence.Of(report, content))
            .Add(Tags.ValueType, "CONTAINER")
            .AddSequence(Tags.ConceptNameCodeSequence, Codes.Item(ReportCodes.Report))
            .Add(Tags.ContinuityOfContent, "SEPARATE")
            .AddSequence(Tags.ContentTemplateSequence, new DicomDataset().Add(Tags.MappingResource, "DCMR").Add(Tags.TemplateIdentifier, "1500"))
            .AddSequence(Tags.ContentSequence, content);
    }

    private static void AddIdentity(DicomDataset document, ResultReport report, ReportSignature? signature)
    {
        var self = signature is null ? DocumentReference.OfReport(report.Study, report.Attempt) : DocumentReference.OfSignedReport(report.Study, report.Attempt, signature.Number);
        var (date, time) = signature?.Content ?? StudyAttributes.ContentOf(report.Source);
        document
            .Add(Tags.SOPClassUID, WellKnownUids.Comprehensive3DSrStorage)
            .Add(Tags.SOPInstanceUID, self.SopInstanceUid)
            .Add(Tags.SeriesInstanceUID, self.SeriesInstanceUid)
            .Add(Tags.SeriesNumber, (signature is null ? 10000 : 11000) + (report.Attempt % 1000))
            .Add(Tags.InstanceNumber, signature?.Number ?? 1)
            .Add(Tags.Modality, "SR")
            .Add(Tags.SeriesDescription, $"{(report.Simulated ? "SIMULATED " : "")}{(signature is null ? "AI findings, unverified, research use only" : "Signed report, research use only")}")
            .Add(Tags.ContentDate, date)
            .Add(Tags.ContentTime, time)
            .Add(Tags.CompletionFlag, signature is null ? "PARTIAL" : "COMPLETE")
            .Add(Tags.CompletionFlagDescription, signature is null ? "As a model left it; nobody has read it" : "As a radiologist signed it")
            .Add(Tags.VerificationFlag, signature is null ? "UNVERIFIED" : "VERIFIED")
            .Add(Tags.PreliminaryFlag, signature is null ? "PRELIMINARY" : "FINAL");
        if (signature is null)
            return;
        document.AddSequence(Tags.VerifyingObserverSequence, Observer(document, signature));
        if (signature.Predecessor is { } predecessor)
            document.AddSequence(Tags.PredecessorDocumentsSequence, Predecessor(report, predecessor));
    }

    // PS3.3 C.17.2: the identification code is of Type 2, and radiologists have none here.
    private static DicomDataset Observer(DicomDataset document, ReportSignature signature) => new DicomDataset(document)
        .Add(Tags.VerifyingObserverName, signature.Signer)
        .AddSequence(Tags.VerifyingObserverIdentificationCodeSequence)
        .Add(Tags.VerifyingOrganization, signature.Organization)
        .Add(Tags.VerificationDateTime, signature.At.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));

    private static DicomDataset Predecessor(ResultReport report, DocumentReference predecessor) => new DicomDataset()
        .Add(Tags.StudyInstanceUID, report.Source.GetString(Tags.StudyInstanceUID) ?? "")
        .AddSequence(Tags.ReferencedSeriesSequence, new DicomDataset()
            .Add(Tags.SeriesInstanceUID, predecessor.SeriesInstanceUid)
            .AddSequence(Tags.ReferencedSOPSequence, ContentItems.Reference(WellKnownUids.Comprehensive3DSrStorage, predecessor.SopInstanceUid)));
}
