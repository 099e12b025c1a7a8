using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>turbojpeg.h of libturbojpeg 2.1 (Debian's libturbojpeg0), as far as we use it. Names are the library's.</summary>
internal static unsafe partial class TurboJpegLibrary
{
    private const string Library = "libturbojpeg.so.0";

    [LibraryImport(Library)]
    public static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    public static partial int tjDestroy(nint handle);

    [LibraryImport(Library)]
    public static partial int tjDecompressHeader3(nint handle, byte* source, CULong length, int* width, int* height, int* sampling, int* space);

    [LibraryImport(Library)]
    public static partial int tjDecompress2(nint handle, byte* source, CULong length, byte* target, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library)]
    public static partial int tjDecompressToYUVPlanes(nint handle, byte* source, CULong length, byte** planes, int width, int* strides, int height, int flags);

    [LibraryImport(Library)]
    public static partial int tjPlaneWidth(int component, int width, int sampling);

    [LibraryImport(Library)]
    public static partial int tjPlaneHeight(int component, int height, int sampling);

    [LibraryImport(Library)]
    public static partial nint tjGetErrorStr2(nint handle);
}
