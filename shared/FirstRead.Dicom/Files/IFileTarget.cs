using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Files;

/// <summary>A stream that may end in a file, so that bytes of another file can be moved there by the kernel.</summary>
internal interface IFileTarget
{
    /// <summary>
    /// Moves up to <paramref name="count"/> bytes from behind the source's empty window; 0 at the source's end, -1 where
    /// they must be written as bytes.
    /// </summary>
    long Move(ByteSource source, long count);
}
