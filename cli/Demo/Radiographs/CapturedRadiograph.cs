using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Cli.Samples;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Demo.Radiographs;

/// <summary>
/// A training set's JPEG as a Secondary Capture (PS3.3 A.8.1): the picture is real and says where it is from, the person in
/// the header is made up. The JPEG's bytes are encapsulated as they are (JPEG Baseline, PS3.5 A.4.1).
/// </summary>
public static class CapturedRadiograph
{
    public static DicomDataset Of(LabelledPicture picture, RadiographSource source, int number)
    {
        var part = source.BodyPart(picture.Row) ?? throw new ArgumentException("Nothing names the body part.", nameof(picture));
        var capture = new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.SecondaryCaptureImageStorage)
            .Add(Tags.SOPInstanceUID, UidOf(picture.Name))
            .Add(Tags.StudyInstanceUID, UidOf($"{source.Folder} study"))
            .Add(Tags.SeriesInstanceUID, UidOf($"{source.Folder} series"))
            .Add(Tags.StudyID, $"{source.Letter}1")
            .Add(Tags.SeriesNumber, 1)
            .Add(Tags.InstanceNumber, number)
            // In this class the equipment that the picture comes from (C.8.6.1). The sets call it X-ray and no more.
            .Add(Tags.Modality, "CR")
            .Add(Tags.ConversionType, "WSD")
            .Add(Tags.BodyPartExamined, part)
            .Add(Tags.PatientOrientation, "")
            .Add(Tags.SeriesDescription, $"{part} RADIOGRAPH, VALIDATION IMAGE OF A DATASET")
            .Add(Tags.DerivationDescription, $"{source.Citation}: {picture.Name}, made smaller and stored as grey JPEG; the person is made up")
            .Add(Tags.ImageType, "DERIVED", "SECONDARY")
            .Add(Tags.LossyImageCompression, "01")
            .Add(Tags.LossyImageCompressionMethod, "ISO_10918_1")
            .Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.Rows, Number(picture, "height"))
            .Add(Tags.Columns, Number(picture, "width"))
            .Add(Tags.BitsAllocated, 8)
            .Add(Tags.BitsStored, 8)
            .Add(Tags.HighBit, 7)
            .Add(Tags.PixelRepresentation, 0)
            .Set(new DicomElement(Tags.PixelData, Vr.OB, [ReadOnlyMemory<byte>.Empty, picture.Jpeg]));
        if (source.View is { } view)
            capture.Add(Tags.ViewPosition, view);
        return PlantedHeader.Of(capture, source.Person, part);
    }

    public static void Write(LabelledPicture picture, RadiographSource source, int number, string path)
    {
        using var file = File.Create(path);
        Of(picture, source, number).WriteFile(file, TransferSyntax.JpegBaseline);
    }

    private static int Number(LabelledPicture picture, string column) => int.Parse(picture.Row[column], CultureInfo.InvariantCulture);

    /// <summary>The same in every run (PS3.5 B.2).</summary>
    private static string UidOf(string part) => $"2.25.{new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(part)).AsSpan(0, 15), isUnsigned: true, isBigEndian: true)}";
}
