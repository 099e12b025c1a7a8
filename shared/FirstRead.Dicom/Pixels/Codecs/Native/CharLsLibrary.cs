using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>charls.h of libcharls 2.4 (Debian's libcharls2), as far as we use it. Names are the library's.</summary>
internal static unsafe partial class CharLsLibrary
{
    private const string Library = "libcharls.so.2";

    [LibraryImport(Library)]
    public static partial nint charls_jpegls_decoder_create();

    [LibraryImport(Library)]
    public static partial void charls_jpegls_decoder_destroy(nint decoder);

    [LibraryImport(Library)]
    public static partial int charls_jpegls_decoder_set_source_buffer(nint decoder, byte* source, nuint length);

    [LibraryImport(Library)]
    public static partial int charls_jpegls_decoder_read_header(nint decoder);

    [LibraryImport(Library)]
    public static partial int charls_jpegls_decoder_get_frame_info(nint decoder, FrameInfo* info);

    [LibraryImport(Library)]
    public static partial int charls_jpegls_decoder_get_interleave_mode(nint decoder, int* mode);

    [LibraryImport(Library)]
    public static partial int charls_jpegls_decoder_decode_to_buffer(nint decoder, byte* target, nuint length, uint stride);

    [LibraryImport(Library)]
    public static partial nint charls_get_error_message(int code);

    /// <summary>charls_frame_info.</summary>
    public struct FrameInfo
    {
        public uint Width;
        public uint Height;
        public int Bits;
        public int Components;
    }
}
