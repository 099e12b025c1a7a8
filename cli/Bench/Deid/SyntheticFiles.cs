using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Cli.Bench.Deid;

/// <summary>Writes the benchmark's inputs: 16-bit words with 12 bits stored, in explicit little endian, the same bytes in every run.</summary>
internal static class SyntheticFiles
{
    private const int ChunkBytes = 4 << 20;

    /// <summary>Twenty radiographs of 15 MB.</summary>
    public static void Radiographs(string folder)
    {
        for (var number = 1; number <= 20; number++)
            Write(Path.Combine(folder, $"dx{number:D2}.dcm"), SyntheticHeader.Projection(number), 3000, 2500, 1);
    }

    /// <summary>A CT series of 300 slices.</summary>
    public static void Slices(string folder)
    {
        for (var number = 1; number <= 300; number++)
            Write(Path.Combine(folder, $"ct{number:D3}.dcm"), SyntheticHeader.Slice(number), 512, 512, 1);
    }

    /// <summary>One slice of it.</summary>
    public static void OneSlice(string folder) => Write(Path.Combine(folder, "ct.dcm"), SyntheticHeader.Slice(1), 512, 512, 1);

    /// <summary>One enhanced CT object of so many binary gigabytes of pixels.</summary>
    public static void MultiFrame(string folder, int gigabytes)
    {
        var frames = gigabytes * 512;
        Write(Path.Combine(folder, $"multi{gigabytes}.dcm"), SyntheticHeader.MultiFrame(frames), 1024, 1024, frames);
    }

    private static void Write(string path, DicomDataset header, int rows, int columns, int frames)
    {
        header.Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.Rows, rows)
            .Add(Tags.Columns, columns)
            .Add(Tags.BitsAllocated, 16)
            .Add(Tags.BitsStored, 12)
            .Add(Tags.HighBit, 11)
            .Add(Tags.PixelRepresentation, 0);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        using var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian);
        writer.WriteFileMeta(header.GetString(Tags.SOPClassUID)!, header.GetString(Tags.SOPInstanceUID)!);
        header.WriteTo(writer);
        var left = 2L * rows * columns * frames;
        using (var value = writer.OpenValue(Tags.PixelData, Vr.OW, left))
        {
            var chunk = Noise();
            for (; left > 0; left -= Math.Min(left, chunk.Length))
                value.Write(chunk.AsSpan(0, (int)Math.Min(left, chunk.Length)));
        }
        writer.Complete();
    }

    /// <summary>Words of 12 random bits: what no file system can make small.</summary>
    private static byte[] Noise()
    {
        var words = new byte[ChunkBytes];
        new Random(12).NextBytes(words);
        for (var i = 1; i < words.Length; i += 2)
            words[i] &= 0x0F;
        return words;
    }
}
