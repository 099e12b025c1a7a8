using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Cli.Bench.Text;

/// <summary>A clean picture to plant text in: the first frame of a real file.</summary>
internal sealed record BasePicture(string Name, DicomDataset Header, PixelDescription Description, byte[] Frame)
{
    /// <summary>Null where the file has no pixels that can be decoded here.</summary>
    public static BasePicture? Load(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var reader = new DicomReader(stream);
            var dataset = DicomDataset.Read(reader);
            var frames = PixelFrames.Open(dataset, reader.TransferSyntax);
            return frames.Description is { SamplesPerPixel: 1, IsMonochrome: true, BitsAllocated: 8 or 16, Rows: >= 256, Columns: >= 256 } description
                ? new BasePicture(Path.GetFileName(file), dataset, description, frames.GetFrame(0).ToArray())
                : null;
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
