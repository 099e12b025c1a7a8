using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Tests.Pixels;

public sealed class FrameHeadersTests
{
    private static readonly DicomDataset Enhanced = new DicomDataset()
        .Add(Tags.Modality, "MR")
        .Add(Tags.NumberOfFrames, 2)
        .AddSequence(Tags.SharedFunctionalGroupsSequence, new DicomDataset()
            .AddSequence(Tags.PixelMeasuresSequence, new DicomDataset().Add(Tags.PixelSpacing, 0.5, 0.6))
            .AddSequence(Tags.UnassignedSharedConvertedAttributesSequence, new DicomDataset().Add(Tags.PixelSpacing, 9, 9).Add(Tags.RepetitionTime, 500))
            .AddSequence(Tags.PixelValueTransformationSequence, new DicomDataset().Add(Tags.RescaleSlope, 2).Add(Tags.RescaleIntercept, 1)))
        .AddSequence(
            Tags.PerFrameFunctionalGroupsSequence,
            new DicomDataset().AddSequence(Tags.PlanePositionSequence, new DicomDataset().Add(Tags.ImagePositionPatient, 1, 2, 3)),
            new DicomDataset()
                .AddSequence(Tags.PlanePositionSequence, new DicomDataset().Add(Tags.ImagePositionPatient, 1, 2, 8))
                .AddSequence(Tags.PixelValueTransformationSequence, new DicomDataset().Add(Tags.RescaleSlope, 4).Add(Tags.RescaleIntercept, 0))
                // PS3.3 C.7.6.16.2.5: it says what the frame was derived from, and nothing of the frame itself.
                .AddSequence(Tags.DerivationImageSequence, new DicomDataset().Add(Tags.SOPInstanceUID, "2.25.1")));

    [Test]
    public void Of_EachFrame_HasItsOwnBeforeTheSharedAndTheObjects()
    {
        var headers = new FrameHeaders(Enhanced);
        var (first, second) = (headers.Of(1), headers.Of(2));
        Assert.That((first.GetDoubles(Tags.ImagePositionPatient)[2], second.GetDoubles(Tags.ImagePositionPatient)[2]), Is.EqualTo((3.0, 8.0)));
        Assert.That((first.GetDouble(Tags.RescaleSlope), second.GetDouble(Tags.RescaleSlope)), Is.EqualTo((2.0, 4.0)));
        foreach (var (header, frame) in new[] { (first, 1), (second, 2) })
        {
            Assert.That(header.GetDoubles(Tags.PixelSpacing), Is.EqualTo(new[] { 0.5, 0.6 }), "a group knows better than what a converter could not place");
            Assert.That((header.GetString(Tags.Modality), header.GetDouble(Tags.RepetitionTime), header.GetInt(Tags.ReferencedFrameNumber)), Is.EqualTo(("MR", 500.0, frame)));
            Assert.That(header.Contains(Tags.SharedFunctionalGroupsSequence) || header.Contains(Tags.PerFrameFunctionalGroupsSequence) || header.Contains(Tags.SOPInstanceUID), Is.False);
        }
    }

    [TestCase(0)]
    [TestCase(3)]
    public void Of_AFrameThatIsNotDescribed_HasWhatAllShare(int frame)
    {
        var header = new FrameHeaders(Enhanced).Of(frame);
        Assert.That((header.Contains(Tags.ImagePositionPatient), header.GetDouble(Tags.RescaleSlope)), Is.EqualTo((false, 2.0)));
    }
}
