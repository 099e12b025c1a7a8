using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Cli.Pixels;

/// <summary>One decoded frame of a file that was read to its end.</summary>
internal sealed record FrameFile(DicomDataset Header, PixelDescription Description, byte[] Samples)
{
    /// <summary>Decodes the frame, in memory that does not grow with the number of frames.</summary>
    /// <param name="file">A DICOM file.</param>
    /// <param name="index">From 0.</param>
    /// <exception cref="CommandException">There is no such frame, or the file cannot be read or decoded: names it, the tag and the offset.</exception>
    public static FrameFile Read(FileInfo file, int index)
    {
        try
        {
            using var reader = new DicomReader(file.OpenRead());
            var frames = FrameReader.Open(reader);
            if (index < 0 || index >= frames.Stored.Frames)
                throw new CommandException($"{file} has frames 0 to {frames.Stored.Frames - 1}; there is no frame {index}.");
            while (frames.Index < index - 1) frames.Skip();
            frames.Read();
            var result = new FrameFile(frames.Header, frames.Description, frames.Frame);
            // A file that is cut behind the frame is a cut file all the same.
            while (reader.Read()) { }
            return result;
        }
        catch (DicomException error)
        {
            throw new CommandException($"{file}: {error.Message} ({error.Code})", 1, error);
        }
    }
}
