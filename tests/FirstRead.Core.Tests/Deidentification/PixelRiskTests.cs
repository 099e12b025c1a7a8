using FirstRead.Core.Deidentification;
using FirstRead.Core.Deidentification.Pixels;
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
        new TestCaseData((DicomDataset image) => image.Add(Tags.Manufacturer, "Philips").Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "DOSE")).SetArgDisplayNames("device that writes into pictures"),
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
    public void Open_OriginalImage_Passes(string sopClass)
    {
        using var opened = new Deidentifier(DeidentificationProfile.ClinicalReview).Open(new MemoryStream(Images.Bytes(Images.Mr().Add(Tags.SOPClassUID, sopClass))));

        Assert.That(opened.Hold, Is.Null);
    }

    [TestCase(WellKnownUids.ComputedRadiographyImageStorage)]
    [TestCase(WellKnownUids.DigitalXRayImageStorageForPresentation)]
    public void Open_Projection_IsLookedAtWhereTheProfileCleansPixels(string sopClass)
    {
        var image = Images.Bytes(Images.Mr().Add(Tags.SOPClassUID, sopClass).Add(Tags.BurnedInAnnotation, "NO"));
        using var reviewed = new Deidentifier(DeidentificationProfile.ClinicalReview).Open(new MemoryStream(image));
        using var basic = new Deidentifier(DeidentificationProfile.Basic).Open(new MemoryStream(image));

        Assert.That(reviewed.Hold?.Reason, Is.EqualTo(PixelHoldReasons.NoDetector));
        Assert.That(basic.Hold, Is.Null);
    }
}
