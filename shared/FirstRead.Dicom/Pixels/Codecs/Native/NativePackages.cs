using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>The Debian packages that hold the native decoders.</summary>
internal static class NativePackages
{
    public static CannotDecodeException Missing(FrameCoding coding, TransferSyntax syntax, Exception cause)
    {
        var package = coding switch
        {
            FrameCoding.Jpeg => "libturbojpeg0",
            FrameCoding.JpegLs => "libcharls2",
            _ => "libopenjp2-7",
        };
        return new CannotDecodeException($"{syntax} needs a library that is not installed (apt-get install {package})", cause);
    }
}
