using System.Runtime.InteropServices;
using FirstRead.Dicom.Pixels.Codecs.Jpeg;
using static FirstRead.Dicom.Pixels.Codecs.Native.CharLsLibrary;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>JPEG-LS (ITU-T T.87) by libcharls.</summary>
internal static unsafe class CharLs
{
    private const string Codec = "JPEG-LS";
    private const int ByPlane = 0;

    public static byte[] Decode(ReadOnlySpan<byte> encoded, PixelDescription description)
    {
        var header = JpegHeader.Read(encoded, Codec);
        if (header.Process != JpegHeader.JpegLs) throw CodestreamHeader.Broken(Codec, $"it is of JPEG's process {header.Process:X2}");
        header.Shape.Require(description);
        // A line takes a bit at the least (T.87 A.7: a run to the line's end).
        if ((long)description.Rows * description.SamplesPerPixel > encoded.Length * 8L) throw CodestreamHeader.Cut(Codec);

        // Where the data stop without a marker CharLS 2.4.1 takes 12 s to fail, with one 12 ms: so they always end in one.
        ReadOnlySpan<byte> end = [0xFF, 0xD9];
        if (!encoded.TrimEnd((byte)0).EndsWith(end)) encoded = (byte[])[.. encoded, .. end];

        var decoder = charls_jpegls_decoder_create();
        try
        {
            fixed (byte* source = encoded)
            {
                FrameInfo info;
                int interleave;
                Demand(charls_jpegls_decoder_set_source_buffer(decoder, source, (nuint)encoded.Length));
                Demand(charls_jpegls_decoder_read_header(decoder));
                Demand(charls_jpegls_decoder_get_frame_info(decoder, &info));
                Demand(charls_jpegls_decoder_get_interleave_mode(decoder, &interleave));
                new CodestreamHeader(Codec, info.Width, info.Height, info.Components, info.Bits).Require(description);

                var width = info.Bits > 8 ? 2 : 1;
                var samples = new byte[(long)description.Rows * description.Columns * description.SamplesPerPixel * width];
                fixed (byte* target = samples) Demand(charls_jpegls_decoder_decode_to_buffer(decoder, target, (nuint)samples.Length, 0));
                var coded = description with { BitsAllocated = 8 * width, IsPlanar = interleave == ByPlane };
                return SampleWidth.Widen(SampleOrder.Interleaved(samples, coded), width, description);
            }
        }
        finally
        {
            charls_jpegls_decoder_destroy(decoder);
        }
    }

    private static void Demand(int code)
    {
        if (code != 0) throw CodestreamHeader.Broken(Codec, Marshal.PtrToStringUTF8(charls_get_error_message(code)) ?? "it cannot be decoded");
    }
}
