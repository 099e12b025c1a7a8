using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels.Codecs.Native;

/// <summary>
/// The bytes that libopenjp2 reads, and the first thing that it complains of, which says most. No exception may leave
/// these callbacks, so they neither allocate nor index.
/// </summary>
internal unsafe struct OpenJpegSource
{
    private const int MessageBytes = 200;

    private fixed byte _message[MessageBytes];

    public byte* Start;
    public long Length;
    public long Position;

    public string Message
    {
        get
        {
            fixed (byte* text = _message) return text[0] == 0 ? "it cannot be decoded" : Marshal.PtrToStringUTF8((nint)text)!;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static nuint Read(void* buffer, nuint count, OpenJpegSource* source)
    {
        var left = Math.Min((long)count, source->Length - source->Position);
        // The end of the stream is -1, not 0.
        if (left <= 0) return nuint.MaxValue;
        Buffer.MemoryCopy(source->Start + source->Position, buffer, left, left);
        source->Position += left;
        return (nuint)left;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Skip(long count, OpenJpegSource* source)
    {
        var step = Math.Clamp(count, -source->Position, source->Length - source->Position);
        source->Position += step;
        return step == 0 && count != 0 ? -1 : step;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Seek(long position, OpenJpegSource* source)
    {
        if (position < 0 || position > source->Length) return 0;
        source->Position = position;
        return 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnError(byte* message, OpenJpegSource* source)
    {
        if (source->_message[0] != 0) return;
        for (var i = 0; i < MessageBytes - 1 && message[i] >= ' '; i++) source->_message[i] = message[i];
    }
}
