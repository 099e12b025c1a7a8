using System.Runtime.InteropServices;
using FirstRead.Dicom.Pixels.Codecs.Jpeg;
using static FirstRead.Dicom.Pixels.Codecs.Native.TurboJpegLibrary;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>
/// JPEG of 8 bits (ITU-T T.81) by libturbojpeg, as coded: grey, YBR or RGB. Its own interface alone: libjpeg's leaves by
/// exit and longjmp.
/// </summary>
internal static unsafe class TurboJpeg
{
    private const string Codec = "JPEG";
    private const int GreyPixels = 6;
    private const int Grey = 3;

    // TJFLAG_LIMITSCANS: more than 500 are an error.
    private const int LimitScans = 32768;

    /// <summary>Null where the chrominance is halved in a way that the library has no name for.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> encoded, PixelDescription description)
    {
        var handle = tjInitDecompress();
        try
        {
            fixed (byte* source = encoded)
            {
                int width, height, sampling, space;
                var length = new CULong((nuint)encoded.Length);
                // After a warning the library's code says warning even where the call failed: so any is an error.
                if (tjDecompressHeader3(handle, source, length, &width, &height, &sampling, &space) != 0)
                {
                    var message = Message(handle);
                    return message.Contains("subsampling", StringComparison.Ordinal) ? null : throw CodestreamHeader.Broken(Codec, message);
                }
                new CodestreamHeader(Codec, width, height, description.SamplesPerPixel, 8).Require(description);
                return SampleWidth.Widen(Samples(handle, source, length, description, sampling), 1, description);
            }
        }
        finally
        {
            _ = tjDestroy(handle);
        }
    }

    private static byte[] Samples(nint handle, byte* source, CULong length, PixelDescription description, int sampling)
    {
        var samples = new byte[(long)description.Rows * description.Columns * description.SamplesPerPixel];
        if (description.SamplesPerPixel == 1)
        {
            if (sampling != Grey) throw CodestreamHeader.Broken(Codec, "it has colours");
            fixed (byte* target = samples)
                Demand(handle, tjDecompress2(handle, source, length, target, description.Columns, 0, description.Rows, GreyPixels, LimitScans));
            return samples;
        }

        int* widths = stackalloc int[3], starts = stackalloc int[4];
        starts[0] = 0;
        for (var c = 0; c < 3; c++)
        {
            widths[c] = tjPlaneWidth(c, description.Columns, sampling);
            starts[c + 1] = checked(starts[c] + widths[c] * tjPlaneHeight(c, description.Rows, sampling));
        }
        var planes = new byte[starts[3]];
        fixed (byte* first = planes)
        {
            var targets = stackalloc byte*[3] { first, first + starts[1], first + starts[2] };
            Demand(handle, tjDecompressToYUVPlanes(handle, source, length, targets, 0, widths, 0, LimitScans));
        }
        for (var c = 0; c < 3; c++)
            Upsampling.Enlarge<byte>(planes.AsSpan(starts[c]..starts[c + 1]), widths[c], description, samples.AsSpan(c));
        return samples;
    }

    /// <summary>A warning is an error too: the picture is then filled up with what nobody has sent.</summary>
    private static void Demand(nint handle, int result)
    {
        if (result != 0) throw CodestreamHeader.Broken(Codec, Message(handle));
    }

    private static string Message(nint handle) => Marshal.PtrToStringUTF8(tjGetErrorStr2(handle)) ?? "it cannot be decoded";
}
