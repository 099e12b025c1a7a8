using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>The Debian packages that hold the native decoders. JPEG's, libturbojpeg0, is for speed: without it our own decoder works.</summary>
internal static class NativePackages
{
    public static bool IsMissing(Exception cause) => cause is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException;

    public static CannotDecodeException Missing(FrameCoding coding, TransferSyntax syntax, Exception cause)
    {
        var package = coding == FrameCoding.JpegLs ? "libcharls2" : "libopenjp2-7";
        return new CannotDecodeException($"{syntax} needs a library that is not installed (apt-get install {package})", cause);
    }
}
