using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Dicom.Tests.Pixels;

/// <summary>What dcmtk encodes, decoded by us and by dcmtk: to the bit the same, lossy or not.</summary>
public class DcmtkCodecTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("firstread-codecs-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(12, "+ee"), TestCase(12, "+es"), TestCase(12, "+ep"), TestCase(8, "+eb"), TestCase(8, "+ee"), TestCase(8, "+ep")]
    [TestCase(16, "+e1"), TestCase(12, "+e1"), TestCase(8, "+e1"), TestCase(16, "+el +sv 7"), TestCase(10, "+el +sv 4"), TestCase(12, "+el +sv 2")]
    public void Jpeg_OfGreyFrames(int bits, string options) => Compare(Grey(bits, 3), "dcmcjpeg", options, "dcmdjpeg", "");

    [TestCase("+e1"), TestCase("+eb +s4"), TestCase("+eb +s2"), TestCase("+eb +n1"), TestCase("+ep +s2"), TestCase("+eb +cr")]
    public void Jpeg_OfColours(string options) => Compare(Colors(), "dcmcjpeg", options, "dcmdjpeg", "+cn");

    [TestCase("+eb +s4", "YBR_FULL"), TestCase("+eb +s2", "YBR_FULL"), TestCase("+eb +cr", "RGB"), TestCase("+e1", "RGB")]
    public void Colours_AreDescribedAsTheCodestreamHasThem(string options, string photometric)
    {
        Write("native.dcm", Colors(), TransferSyntax.ExplicitLittleEndian);
        Run("dcmcjpeg", options, "native.dcm", "encoded.dcm");
        var (dataset, syntax) = Read("encoded.dcm");
        // As many writers leave it, whatever they code.
        Write("encoded.dcm", dataset.Add(Tags.PhotometricInterpretation, "RGB"), syntax);
        using var reader = new DicomReader(File.OpenRead(Path.Combine(_folder, "encoded.dcm")));
        var frames = FrameReader.Open(reader);
        var first = frames.Description.Photometric;
        Assert.That(frames.Read());
        Assert.That((first, frames.Description.Photometric), Is.EqualTo((photometric, photometric)));
    }

    [TestCase("+fs 1 +ot"), TestCase("+fs 1 -ot"), TestCase("-ot")]
    public void Frames_InManyFragments_WithAndWithoutOffsets(string options) => Compare(Grey(16, 4), "dcmcjpeg", options, "dcmdjpeg", "");

    [TestCase(16, "+el"), TestCase(12, "+el"), TestCase(8, "+en +md 2"), TestCase(16, "+el +fs 1 -ot")]
    public void JpegLs_OfGreyFrames(int bits, string options) => Compare(Grey(bits, 2), "dcmcjpls", options, "dcmdjpls", "");

    [TestCase("+il"), TestCase("+is"), TestCase("+in")]
    public void JpegLs_OfColours(string options) => Compare(Colors(), "dcmcjpls", options, "dcmdjpls", "");

    [TestCase("+Ww 2000 1500"), TestCase("+Ww 1000 3000")]
    public void Drawing_IsDcmtks_WithinOneLevel(string window)
    {
        var dataset = Grey(12, 1).Add(Tags.RescaleSlope, 2).Add(Tags.RescaleIntercept, -1024);
        Write("native.dcm", dataset, TransferSyntax.ExplicitLittleEndian);
        Run("dcmj2pnm", window + " +op", "native.dcm", "drawn.pgm");
        var drawn = File.ReadAllBytes(Path.Combine(_folder, "drawn.pgm"))[^(37 * 53)..];
        var numbers = window.Split(' ').Skip(1).Select(double.Parse).ToArray();
        var frames = PixelFrames.Open(dataset, TransferSyntax.ExplicitLittleEndian);
        var ours = FrameRendering.Render(dataset, frames.GetFrame(0).Span, frames.Description, 0, new WindowLevel(numbers[0], numbers[1])).Pixels;
        Assert.That(ours.Zip(drawn, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Rle_OfColours_AndOf16Bits()
    {
        Compare(Colors(), "dcmcrle", "", "dcmdrle", "");
        Compare(Grey(16, 2), "dcmcrle", "", "dcmdrle", "");
    }

    [Test]
    public void WhatOurRleEncoderWrites_DcmtkDecodes()
    {
        var dataset = Grey(16, 2);
        var frames = PixelFrames.Open(dataset, TransferSyntax.ExplicitLittleEndian);
        var fragments = Enumerable.Range(0, 2).Select(i => (ReadOnlyMemory<byte>)RleEncoder.Encode(frames.GetFrame(i).Span, frames.Description));
        var native = dataset[Tags.PixelData]!.Value;
        dataset.Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default }.Concat(fragments).ToArray()));
        Write("rle.dcm", dataset, TransferSyntax.RleLossless);
        Run("dcmdrle", "", "rle.dcm", "decoded.dcm");
        Assert.That(Read("decoded.dcm").Header[Tags.PixelData]!.Value.ToArray(), Is.EqualTo(native.ToArray()));
    }

    private void Compare(DicomDataset dataset, string encoder, string encoding, string decoder, string decoding)
    {
        Write("native.dcm", dataset, TransferSyntax.ExplicitLittleEndian);
        Run(encoder, encoding, "native.dcm", "encoded.dcm");
        Run(decoder, decoding, "encoded.dcm", "decoded.dcm");
        var expected = Frames("decoded.dcm");
        Assert.Multiple(() =>
        {
            Assert.That(expected, Is.Not.Empty);
            Assert.That(Frames("encoded.dcm"), Is.EqualTo(expected), "in memory");
            Assert.That(Streamed("encoded.dcm"), Is.EqualTo(expected), "one at a time");
        });
    }

    private List<byte[]> Frames(string file)
    {
        var (dataset, syntax) = Read(file);
        var frames = PixelFrames.Open(dataset, syntax);
        return [.. Enumerable.Range(0, frames.Count).Select(i => frames.GetFrame(i).ToArray())];
    }

    private List<byte[]> Streamed(string file)
    {
        using var reader = new DicomReader(File.OpenRead(Path.Combine(_folder, file)));
        var frames = FrameReader.Open(reader);
        var all = new List<byte[]>();
        while (frames.Read()) all.Add(frames.Frame);
        while (reader.Read()) { }
        return all;
    }

    private (DicomDataset Header, TransferSyntax Syntax) Read(string file)
    {
        using var reader = new DicomReader(File.OpenRead(Path.Combine(_folder, file)));
        return (DicomDataset.Read(reader), reader.TransferSyntax);
    }

    private void Write(string file, DicomDataset dataset, TransferSyntax syntax)
    {
        using var stream = File.Create(Path.Combine(_folder, file));
        dataset.WriteFile(stream, syntax);
    }

    private void Run(string program, string options, string source, string target)
    {
        string[] arguments = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), Path.Combine(_folder, source), Path.Combine(_folder, target)];
        var (exit, _, errors) = ExternalTool.Run(program, arguments);
        Assert.That(exit, Is.Zero, errors);
    }

    private static DicomDataset Grey(int bits, int frames) =>
        Image(37, 53, 1, bits, frames, (x, y, _, frame) => Wave(x, y, frame) * ((1 << bits) - 1));

    private static DicomDataset Colors() => Image(37, 53, 3, 8, 1, (x, y, c, _) => Wave(x + 7 * c, y - 3 * c, c) * 255);

    private static double Wave(int x, int y, int phase) => 0.5 + 0.35 * Math.Sin(x / 7.0 + phase) * Math.Cos(y / 5.0) + (x == y ? 0.15 : 0);

    private static DicomDataset Image(int rows, int columns, int samples, int bits, int frames, Func<int, int, int, int, double> value)
    {
        var cells = new List<int>();
        for (var frame = 0; frame < frames; frame++)
            for (var y = 0; y < rows; y++)
                for (var x = 0; x < columns; x++)
                    for (var c = 0; c < samples; c++) cells.Add((int)value(x, y, c, frame));
        var bytes = bits > 8 ? Pictures.Samples16(cells) : [.. cells.Select(cell => (byte)cell)];
        return new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage).Add(Tags.SOPInstanceUID, "2.25.7")
            .Add(Tags.StudyInstanceUID, "2.25.8").Add(Tags.SeriesInstanceUID, "2.25.9")
            .Add(Tags.SamplesPerPixel, samples).Add(Tags.PhotometricInterpretation, samples == 1 ? "MONOCHROME2" : "RGB")
            .Add(Tags.PlanarConfiguration, 0).Add(Tags.NumberOfFrames, frames).Add(Tags.Rows, rows).Add(Tags.Columns, columns)
            .Add(Tags.BitsAllocated, bits > 8 ? 16 : 8).Add(Tags.BitsStored, bits).Add(Tags.HighBit, bits - 1).Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, bits > 8 ? Vr.OW : Vr.OB, bytes.Length % 2 == 0 ? bytes : [.. bytes, 0]);
    }
}
