using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Dicom.Tests.Rendering;

public class FrameRenderingTests
{
    [Test]
    public void Rescale_AndTheFirstOfSeveralWindows_Apply()
    {
        var dataset = Grey(0, 1000, 1024, 2000).Add(Tags.RescaleIntercept, -1024).Add(Tags.WindowCenter, 0.5, 500).Add(Tags.WindowWidth, 1025, 100);
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 0, 122, 128, 255 }));
    }

    [Test]
    public void WindowOfTheCaller_ComesBeforeTheHeaders()
    {
        var dataset = Grey(0, 100, 200, 300).Add(Tags.WindowCenter, 5000).Add(Tags.WindowWidth, 1);
        Assert.That(Render(dataset, new WindowLevel(100.5, 201)).Pixels, Is.EqualTo(new byte[] { 0, 128, 255, 255 }));
    }

    // PS3.3 C.11.2.1.3.1: y = 255 / (1 + exp(-4 (x - c) / w)).
    [Test]
    public void Sigmoid_FollowsTheStandard()
    {
        var dataset = Grey(0, 100, 150, 400).Add(Tags.WindowCenter, 100).Add(Tags.WindowWidth, 200).Add(Tags.VOILUTFunction, "SIGMOID");
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 30, 128, 186, 254 }));
    }

    [Test]
    public void ModalityLut_TakesThePlaceOfRescale_AndEndsAreContinued()
    {
        var dataset = Grey(0, 10, 11, 900)
            .AddSequence(Tags.ModalityLUTSequence, Lut([2, 10, 16], Pictures.Samples16([100, 200])))
            .Add(Tags.WindowCenter, 150.5).Add(Tags.WindowWidth, 101);
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 0, 0, 255, 255 }));
    }

    [Test]
    public void VoiLut_IsTakenBeforeTheWindow_WithANegativeFirstValue_AndEightBitEntries()
    {
        var dataset = Grey(1022, 1023, 1024, 1026).Add(Tags.RescaleIntercept, -1024).Add(Tags.WindowCenter, 0).Add(Tags.WindowWidth, 1)
            .AddSequence(Tags.VOILUTSequence, Lut([4, 65534, 8], [10, 20, 30, 40]));
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 10, 20, 30, 40 }));
    }

    [Test]
    public void InversePresentation_TurnsThePictureRound()
    {
        var dataset = Grey(0, 1, 2, 3).Add(Tags.WindowCenter, 2).Add(Tags.WindowWidth, 4).Add(Tags.PresentationLUTShape, "INVERSE");
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 255, 170, 85, 0 }));
    }

    [Test]
    public void LutWithoutAValue_IsNone()
    {
        var empty = new DicomDataset().Add(Tags.LUTDescriptor, Vr.US, default(ReadOnlyMemory<byte>));
        var dataset = Grey(0, 1, 2, 3).AddSequence(Tags.ModalityLUTSequence, empty).AddSequence(Tags.VOILUTSequence, empty).Add(Tags.WindowCenter, 2).Add(Tags.WindowWidth, 4);
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 0, 85, 170, 255 }));
    }

    [Test]
    public void BrokenLut_IsNamed()
    {
        var dataset = Grey(0, 1, 2, 3).AddSequence(Tags.VOILUTSequence, Lut([100, 0, 16], [1, 2]));
        Assert.That(Assert.Throws<DicomException>(() => Render(dataset))!.Tag, Is.EqualTo(Tags.LUTData));
    }

    [TestCase(8, false), TestCase(16, true), TestCase(8, true)]
    public void Palette_OfBytesOrWords_GivesColours(int bits, bool wide)
    {
        byte[] Table(params int[] levels) => wide
            ? Pictures.Samples16(levels.Select(level => level << 8 | level))
            : [.. levels.Select(level => (byte)level)];
        var dataset = Palette([4, 1, bits], Table(10, 20, 30, 40), Table(50, 60, 70, 80), Table(90, 100, 110, 120));
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 10, 50, 90, 10, 50, 90, 30, 70, 110, 40, 80, 120 }));
    }

    [Test]
    public void SegmentedPalette_IsExpanded()
    {
        // Two values as they are, a line of four up to 0xC000, and both once more.
        var segments = Pictures.Samples16([0, 2, 0x1000, 0x4000, 1, 4, unchecked((short)0xC000), 2, 2, 0, 0]);
        var dataset = Palette([12, 0, 16], [], [], [], 1, 2, 5, 11);
        foreach (var tag in (DicomTag[])[Tags.SegmentedRedPaletteColorLookupTableData, Tags.SegmentedGreenPaletteColorLookupTableData, Tags.SegmentedBluePaletteColorLookupTableData])
            dataset.Add(tag, Vr.OW, segments);
        Assert.That(Render(dataset).Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(new byte[] { 0x40, 0x60, 0xC0, 0xC0 }));
    }

    [TestCase(2, 2, 12, 0, 0), TestCase(2, 0, 12, 2, 0), TestCase(1, 4, 0, 0, 0)]
    public void SegmentedPalette_ThatCopiesCopies_OrItself_IsRefused(int kind, int length, int low, int high, int more)
    {
        var segments = Pictures.Samples16([0, 1, 5, kind, length, low, high, more]);
        var dataset = Palette([4, 0, 16], [], [], []).Add(Tags.SegmentedRedPaletteColorLookupTableData, Vr.OW, segments);
        Assert.That(() => Render(dataset), Throws.InstanceOf<DicomException>());
    }

    [Test]
    public void YbrWithHalvedChrominance_BecomesRgb()
    {
        var dataset = Color("YBR_FULL_422", [76, 29, 85, 255]);
        // Red's and blue's luminance under red's chrominance.
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 254, 0, 0, 207, 0, 0 }));
    }

    [Test]
    public void ColoursOf16Bits_KeepTheirHighest8()
    {
        var dataset = Color("RGB", Pictures.Samples16([0x0FFF, 0x0800, 0, 0x10, 0x1F, 0x20])).Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11);
        Assert.That(Render(dataset).Pixels, Is.EqualTo(new byte[] { 255, 128, 0, 1, 1, 2 }));
    }

    [Test]
    public void PixelsThatAreNotSquare_AreStretched()
    {
        var dataset = Grey(0, 100, 200, 300).Add(Tags.Rows, 1).Add(Tags.Columns, 4).Add(Tags.WindowCenter, 150.5).Add(Tags.WindowWidth, 301).Add(Tags.PixelAspectRatio, 1, 2);
        var picture = Render(dataset);
        Assert.Multiple(() =>
        {
            Assert.That((picture.Width, picture.Height), Is.EqualTo((8, 1)));
            Assert.That(picture.Pixels, Is.Ordered);
        });
    }

    private static Picture Render(DicomDataset dataset, WindowLevel? window = null)
    {
        var frames = PixelFrames.Open(dataset, TransferSyntax.ExplicitLittleEndian);
        return FrameRendering.Render(dataset, frames.GetFrame(0).Span, frames.Description, 0, window);
    }

    private static DicomDataset Lut(double[] descriptor, byte[] data) =>
        new DicomDataset().Add(Tags.LUTDescriptor, Vr.US, Pictures.Samples16(descriptor.Select(number => (int)number))).Add(Tags.LUTData, Vr.OW, data);

    private static DicomDataset Grey(params int[] values) => new DicomDataset()
        .Add(Tags.Rows, 2).Add(Tags.Columns, 2).Add(Tags.BitsAllocated, 16).Add(Tags.PixelRepresentation, 0)
        .Add(Tags.PhotometricInterpretation, "MONOCHROME2").Add(Tags.PixelData, Vr.OW, Pictures.Samples16(values));

    private static DicomDataset Color(string photometric, byte[] samples) => new DicomDataset()
        .Add(Tags.Rows, 1).Add(Tags.Columns, 2).Add(Tags.BitsAllocated, 8).Add(Tags.SamplesPerPixel, 3)
        .Add(Tags.PhotometricInterpretation, photometric).Add(Tags.PixelData, Vr.OW, samples);

    private static DicomDataset Palette(int[] descriptor, byte[] red, byte[] green, byte[] blue, params int[] values)
    {
        var dataset = Grey(values.Length == 0 ? [0, 1, 3, 9] : values).Add(Tags.PhotometricInterpretation, "PALETTE COLOR");
        foreach (var tag in (DicomTag[])[Tags.RedPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableDescriptor])
            dataset.Add(tag, Vr.US, Pictures.Samples16(descriptor));
        return red.Length == 0 ? dataset : dataset
            .Add(Tags.RedPaletteColorLookupTableData, Vr.OW, red)
            .Add(Tags.GreenPaletteColorLookupTableData, Vr.OW, green)
            .Add(Tags.BluePaletteColorLookupTableData, Vr.OW, blue);
    }
}
