using FirstRead.Core.Deidentification;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class PixelRiskTests
{
    private static readonly TestCaseData[] Risky =
    [
        new TestCaseData((DicomDataset image) => image.Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage)).SetArgDisplayNames("secondary capture"),
        new TestCaseData((DicomDataset image) => image.Add(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.6.1")).SetArgDisplayNames("ultrasound"),
        new TestCaseData((DicomDataset image) => image.Add(Tags.SOPClassUID, "1.2.3.4")).SetArgDisplayNames("private class"),
        new TestCaseData((DicomDataset image) => image.Add(Tags.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE")).SetArgDisplayNames("screen save"),
        new TestCaseData((DicomDataset image) => image.Add(Tags.BurnedInAnnotation, "YES")).SetArgDisplayNames("burned-in"),
        new TestCaseData((DicomDataset image) => image.Add(Tags.SeriesDescription, "Dose Report")).SetArgDisplayNames("dose page"),
        new TestCaseData((DicomDataset image) => image.Add(Tags.PhotometricInterpretation, "RGB")).SetArgDisplayNames("colour"),
        new TestCaseData((DicomDataset image) => image.Add(new DicomTag(0x6000, 0x0102), 12)).SetArgDisplayNames("overlay in pixels"),
    ];

    [TestCaseSource(nameof(Risky))]
    public void Open_RiskyImage_IsHeldAndNeverWritten(Func<DicomDataset, DicomDataset> change)
    {
        var deidentifier = new Deidentifier(DeidentificationProfile.ClinicalReview);
        using var opened = deidentifier.Open(new MemoryStream(Images.Bytes(change(Images.Mr()))));

        Assert.That(opened.Hold?.Code, Is.EqualTo(RefusalCodes.PixelRisk));
        Assert.Throws<InstanceHeldException>(() => deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, Stream.Null));
        Assert.DoesNotThrow(opened.ReadToEnd);
    }

    [TestCase(WellKnownUids.CtImageStorage)]
    [TestCase(WellKnownUids.MrImageStorage)]
    [TestCase(WellKnownUids.ComputedRadiographyImageStorage)]
    [TestCase(WellKnownUids.DigitalXRayImageStorageForPresentation)]
    public void Open_OriginalImage_Passes(string sopClass)
    {
        using var opened = new Deidentifier(DeidentificationProfile.ClinicalReview).Open(new MemoryStream(Images.Bytes(Images.Mr().Add(Tags.SOPClassUID, sopClass))));

        Assert.That(opened.Hold, Is.Null);
    }
}
