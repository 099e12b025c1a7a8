namespace FirstRead.Dicom.Pixels;

/// <summary>The data set is readable, its pixels are not: no decoder here takes them.</summary>
public sealed class CannotDecodeException(string message, Exception? cause = null)
    : DicomException(DicomErrorCodes.CannotDecode, message, Tags.PixelData, null, cause);
