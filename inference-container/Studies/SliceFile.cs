using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Inference.Studies;

/// <summary>Reads one instance's file; what it cannot read is a failure of the study, with its code.</summary>
internal static class SliceFile
{
    /// <summary>Everything before the pixels.</summary>
    public static DicomDataset ReadHeader(Stream file, Instance instance) =>
        Guarded(instance, () => DicomDataset.Read(file, stopBefore: Tags.PixelData));

    /// <summary>The whole file and its only frame.</summary>
    public static DecodedPicture ReadPicture(Stream file, Instance instance) => Guarded(instance, () =>
    {
        using var reader = new DicomReader(file, leaveOpen: true);
        var dataset = DicomDataset.Read(reader);
        var frames = PixelFrames.Open(dataset, reader.TransferSyntax);
        CheckSize(frames.Description, instance);
        var samples = frames.GetFrame(0);
        // Whoever keeps the header must not keep the file's pixels with it.
        dataset.Remove(Tags.PixelData);
        return new DecodedPicture(dataset, frames.Description, samples);
    });

    /// <exception cref="StudyFailedException">The pixels are of another size than the instance's row says.</exception>
    public static void CheckSize(PixelDescription description, Instance instance)
    {
        if (description.Rows != instance.Rows || description.Columns != instance.Columns)
            throw new StudyFailedException(AnalysisCodes.UnreadableObject, $"image {instance.SopInstanceUid} is not the size that was registered");
    }

    /// <summary>Runs what may find the file broken.</summary>
    /// <exception cref="StudyFailedException">It was.</exception>
    public static T Guarded<T>(Instance instance, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CannotDecodeException error)
        {
            throw new StudyFailedException(AnalysisCodes.UndecodablePixels, $"image {instance.SopInstanceUid}: {error.Message}", error);
        }
        catch (DicomException error)
        {
            throw new StudyFailedException(AnalysisCodes.UnreadableObject, $"image {instance.SopInstanceUid}: {error.Message}", error);
        }
    }
}
