using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FirstRead.Dicom.Files;

/// <summary>copy_file_range(2): bytes go from file to file within the kernel, which spares two copies through the process.</summary>
internal static partial class KernelCopy
{
    // A call is not interrupted; this keeps each one well under a second.
    private const long LongestStep = 256 << 20;

    /// <returns>The bytes that were moved, 0 at the source's end, -1 where this system, kernel or file system cannot.</returns>
    /// <exception cref="IOException">Reading or writing failed: no space is left, say.</exception>
    public static long Run(SafeFileHandle source, long sourceOffset, SafeFileHandle target, long targetOffset, long count)
    {
        if (!OperatingSystem.IsLinux()) return -1;
        var moved = CopyFileRange(source, ref sourceOffset, target, ref targetOffset, (nint)Math.Min(count, LongestStep), 0);
        if (moved >= 0) return moved;
        var error = Marshal.GetLastPInvokeError();
        return error is Errno.NotImplemented or Errno.CrossDevice or Errno.Invalid or Errno.NotSupported or Errno.NotPermitted or Errno.BadDescriptor or Errno.Interrupted or Errno.TextBusy
            ? -1
            : throw new IOException($"Copying from file to file failed: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    [LibraryImport("libc", EntryPoint = "copy_file_range", SetLastError = true)]
    private static partial nint CopyFileRange(SafeFileHandle source, ref long sourceOffset, SafeFileHandle target, ref long targetOffset, nint count, uint flags);

    /// <summary>errno(3) on Linux: what says "not here" and not "broken".</summary>
    private static class Errno
    {
        public const int NotPermitted = 1;
        public const int Interrupted = 4;
        public const int BadDescriptor = 9;
        public const int CrossDevice = 18;
        public const int Invalid = 22;
        public const int TextBusy = 26;
        public const int NotImplemented = 38;
        public const int NotSupported = 95;
    }
}
