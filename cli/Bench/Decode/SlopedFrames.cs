using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Decode;

/// <summary>Frames of a megapixel, slopes with the noise of a CT: half of what is stored is left when they are coded without loss.</summary>
internal static class SlopedFrames
{
    private const int Side = 1024;

    /// <summary>Writes a native file of so many frames, the same bytes each time.</summary>
    public static void Write(string path, int bits, int frames)
    {
        var random = new Random(4);
        var wide = bits > 8;
        var samples = new byte[Side * Side * frames * (wide ? 2 : 1)];
        for (var i = 0; i < Side * Side * frames; i++)
        {
            var cell = 1000 + i % Side + (int)(600 * Math.Sin(i / Side / 40.0)) + random.Next(-12, 13);
            if (wide)
                (samples[2 * i], samples[2 * i + 1]) = ((byte)cell, (byte)(cell >> 8));
            else
                samples[i] = (byte)(cell >> 4);
        }
        using var file = File.Create(path);
        new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage)
            .Add(Tags.SOPInstanceUID, "2.25.7")
            .Add(Tags.StudyInstanceUID, "2.25.8")
            .Add(Tags.SeriesInstanceUID, "2.25.9")
            .Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.NumberOfFrames, frames)
            .Add(Tags.Rows, Side)
            .Add(Tags.Columns, Side)
            .Add(Tags.BitsAllocated, wide ? 16 : 8)
            .Add(Tags.BitsStored, bits)
            .Add(Tags.HighBit, bits - 1)
            .Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, wide ? Vr.OW : Vr.OB, samples)
            .WriteFile(file);
    }
}
