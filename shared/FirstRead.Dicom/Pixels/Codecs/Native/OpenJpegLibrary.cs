using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>openjpeg.h of libopenjp2 2.5 (Debian's libopenjp2-7), as far as we use it. Names are the library's.</summary>
internal static unsafe partial class OpenJpegLibrary
{
    private const string Library = "libopenjp2.so.7";

    [LibraryImport(Library)]
    public static partial void opj_set_default_decoder_parameters(Parameters* parameters);

    [LibraryImport(Library)]
    public static partial nint opj_create_decompress(int format);

    [LibraryImport(Library)]
    public static partial nint opj_stream_create(nuint buffer, int isInput);

    [LibraryImport(Library)]
    public static partial void opj_stream_set_read_function(nint stream, delegate* unmanaged[Cdecl]<void*, nuint, OpenJpegSource*, nuint> read);

    [LibraryImport(Library)]
    public static partial void opj_stream_set_skip_function(nint stream, delegate* unmanaged[Cdecl]<long, OpenJpegSource*, long> skip);

    [LibraryImport(Library)]
    public static partial void opj_stream_set_seek_function(nint stream, delegate* unmanaged[Cdecl]<long, OpenJpegSource*, int> seek);

    [LibraryImport(Library)]
    public static partial void opj_stream_set_user_data(nint stream, OpenJpegSource* source, void* free);

    [LibraryImport(Library)]
    public static partial void opj_stream_set_user_data_length(nint stream, ulong length);

    [LibraryImport(Library)]
    public static partial int opj_set_error_handler(nint codec, delegate* unmanaged[Cdecl]<byte*, OpenJpegSource*, void> handler, OpenJpegSource* source);

    [LibraryImport(Library)]
    public static partial int opj_setup_decoder(nint codec, Parameters* parameters);

    [LibraryImport(Library)]
    public static partial int opj_decoder_set_strict_mode(nint codec, int strict);

    [LibraryImport(Library)]
    public static partial int opj_read_header(nint stream, nint codec, Image** image);

    [LibraryImport(Library)]
    public static partial int opj_decode(nint codec, nint stream, Image* image);

    [LibraryImport(Library)]
    public static partial int opj_end_decompress(nint codec, nint stream);

    [LibraryImport(Library)]
    public static partial void opj_image_destroy(Image* image);

    [LibraryImport(Library)]
    public static partial void opj_stream_destroy(nint stream);

    [LibraryImport(Library)]
    public static partial void opj_destroy_codec(nint codec);

    /// <summary>opj_dparameters_t: its two paths of 4096 bytes make it large.</summary>
    [InlineArray(8252)]
    public struct Parameters
    {
        private byte _first;
    }

    /// <summary>opj_image_t, of which two members are read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    public struct Image
    {
        [FieldOffset(16)]
        public uint Count;

        [FieldOffset(24)]
        public Component* Components;
    }

    /// <summary>opj_image_comp_t.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    public struct Component
    {
        [FieldOffset(8)]
        public uint Width;

        [FieldOffset(12)]
        public uint Height;

        [FieldOffset(24)]
        public uint Bits;

        [FieldOffset(48)]
        public int* Data;
    }
}
