using System.Runtime.InteropServices;
using static FirstRead.Dicom.Pixels.Codecs.Native.OpenJpegLibrary;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>JPEG 2000 and its high-throughput kind (ISO/IEC 15444-1 and -15) by libopenjp2, whose own asserts and sizes are kept out of reach.</summary>
internal static unsafe class OpenJpeg
{
    private const string Codec = "JPEG 2000";
    private const int Codestream = 0;
    private const int Jp2File = 2;

    public static byte[] Decode(ReadOnlySpan<byte> encoded, PixelDescription description, DecodeLimits limits)
    {
        var siz = Jpeg2000Header.Read(encoded);
        siz.Header.Require(description);
        if (siz.Tiles > limits.MaxTiles) throw Limit($"{siz.Tiles} tiles");
        if ((long)description.Rows * description.Columns * description.SamplesPerPixel > limits.MaxWaveletSamples) throw Limit("so many samples");

        // Some writers put the JP2 file where PS3.5 A.4.4 wants the codestream.
        var isFile = siz.At > 0;
        fixed (byte* start = encoded)
        {
            // Lives on this stack for as long as the library calls back.
            var source = new OpenJpegSource { Start = start, Length = encoded.Length };
            Image* image = null;
            var codec = opj_create_decompress(isFile ? Jp2File : Codestream);
            var stream = OpenStream(&source);
            try
            {
                ReadHeader(codec, stream, &source, &image);
                Require(image, description);
                Demand(opj_decode(codec, stream, image), &source);
                Demand(opj_end_decompress(codec, stream), &source);
                // Again, for a JP2 palette adds components.
                Require(image, description);
                return Interleaved(image, description);
            }
            finally
            {
                if (image != null) opj_image_destroy(image);
                opj_stream_destroy(stream);
                opj_destroy_codec(codec);
            }
        }
    }

    private static nint OpenStream(OpenJpegSource* source)
    {
        var stream = opj_stream_create((nuint)Math.Clamp(source->Length, 1024, 1 << 16), 1);
        opj_stream_set_read_function(stream, &OpenJpegSource.Read);
        opj_stream_set_skip_function(stream, &OpenJpegSource.Skip);
        opj_stream_set_seek_function(stream, &OpenJpegSource.Seek);
        opj_stream_set_user_data(stream, source, null);
        opj_stream_set_user_data_length(stream, (ulong)source->Length);
        return stream;
    }

    private static void ReadHeader(nint codec, nint stream, OpenJpegSource* source, Image** image)
    {
        Parameters parameters;
        _ = opj_set_error_handler(codec, &OpenJpegSource.OnError, source);
        opj_set_default_decoder_parameters(&parameters);
        Demand(opj_setup_decoder(codec, &parameters), source);
        // Strict: a cut codestream is an error, not a picture of lower quality.
        Demand(opj_decoder_set_strict_mode(codec, 1), source);
        Demand(opj_read_header(stream, codec, image), source);
    }

    private static void Require(Image* image, PixelDescription description)
    {
        for (var c = 0; c < Math.Max(1, image->Count); c++)
        {
            var part = image->Count == 0 ? default : image->Components[c];
            new CodestreamHeader(Codec, part.Width, part.Height, image->Count, part.Bits).Require(description);
        }
    }

    private static byte[] Interleaved(Image* image, PixelDescription description)
    {
        var frame = new byte[description.FrameBytes];
        var (pixels, step) = (description.Rows * description.Columns, description.SamplesPerPixel);
        for (var c = 0; c < step; c++)
        {
            var data = image->Components[c].Data;
            if (data == null) throw CodestreamHeader.Broken(Codec, $"component {c} is absent");
            Place(new ReadOnlySpan<int>(data, pixels), frame, c, step, description.BitsAllocated);
        }
        return frame;
    }

    private static void Place(ReadOnlySpan<int> values, Span<byte> frame, int at, int step, int bits)
    {
        var shorts = MemoryMarshal.Cast<byte, short>(frame);
        var ints = MemoryMarshal.Cast<byte, int>(frame);
        switch (bits)
        {
            case 8:
                foreach (var value in values) (frame[at], at) = ((byte)value, at + step);
                break;
            case 16:
                foreach (var value in values) (shorts[at], at) = ((short)value, at + step);
                break;
            default:
                foreach (var value in values) (ints[at], at) = (value, at + step);
                break;
        }
    }

    private static void Demand(int ok, OpenJpegSource* source)
    {
        if (ok == 0) throw CodestreamHeader.Broken(Codec, source->Message);
    }

    private static DicomException Limit(string what) => new(DicomErrorCodes.LimitExceeded, $"A {Codec} frame of {what} is beyond the limit", Tags.PixelData);
}
