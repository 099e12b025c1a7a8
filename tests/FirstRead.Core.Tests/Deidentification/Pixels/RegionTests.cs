using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Deidentification.Pixels;

public sealed class RegionTests
{
    [Test]
    public void DeviceRegions_KnownUltrasoundDevice_AreItsBanner()
    {
        var header = new DicomDataset().Add(Tags.Modality, "US").Add(Tags.Manufacturer, "Philips Medical Systems").Add(Tags.ManufacturerModelName, "iU22").Add(Tags.Rows, 768).Add(Tags.Columns, 1024);
        Assert.That(DeviceRegions.Of(header), Is.EqualTo(new[] { new PixelBox(0, 0, 1024, 75) }));
        Assert.That(DeviceRegions.Of(new DicomDataset().Add(Tags.ManufacturerModelName, "iU22").Add(Tags.Rows, 767)), Is.Empty);
    }

    [Test]
    public void UltrasoundRegions_TwoSideBySide_LeaveAllElseOutside()
    {
        var header = new DicomDataset().AddSequence(Tags.SequenceOfUltrasoundRegions, Region(10, 20, 39, 79), Region(50, 20, 89, 79));
        var outside = UltrasoundRegions.Outside(header, 100, 100);
        Assert.That(outside.Sum(box => box.Area), Is.EqualTo(100 * 100 - 30 * 60 - 40 * 60));
        Assert.That(outside.Where(box => !box.Intersect(new PixelBox(10, 20, 30, 60)).IsEmpty || !box.Intersect(new PixelBox(50, 20, 40, 60)).IsEmpty), Is.Empty);
    }

    [Test]
    public void UltrasoundRegions_TooSmallToBelieveOrBroken_BlankNothing()
    {
        Assert.That(UltrasoundRegions.Outside(new DicomDataset().AddSequence(Tags.SequenceOfUltrasoundRegions, Region(0, 0, 9, 9)), 100, 100), Is.Empty);
        Assert.That(UltrasoundRegions.Outside(new DicomDataset().AddSequence(Tags.SequenceOfUltrasoundRegions, new DicomDataset()), 100, 100), Is.Empty);
    }

    [TestCase("L", true)]
    [TestCase("Semi-Upright", true)]
    [TestCase("AP PORTABLE", true)]
    [TestCase("SMITH", false)]
    [TestCase("L SMITH", false)]
    [TestCase("", false)]
    public void SideMarkers_Text_IsAMarkerOnlyWhenEveryWordIs(string text, bool expected) => Assert.That(SideMarkers.Contains(text), Is.EqualTo(expected));

    private static DicomDataset Region(int left, int top, int right, int bottom) => new DicomDataset()
        .Add(new DicomTag(0x0018, 0x6018), left).Add(new DicomTag(0x0018, 0x601A), top).Add(new DicomTag(0x0018, 0x601C), right).Add(new DicomTag(0x0018, 0x601E), bottom);
}
