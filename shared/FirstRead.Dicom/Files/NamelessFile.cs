using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FirstRead.Dicom.Files;

/// <summary>Files without a name, which vanish with their last handle (O_TMPFILE of open(2), linkat(2)).</summary>
internal static partial class NamelessFile
{
    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const int FollowLink = 0x400;
    private const int Exists = 17;

    // O_TMPFILE holds O_DIRECTORY, whose bit differs between architectures.
    private static readonly int Temporary = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x404000 : 0x410000;

    /// <summary>Null where the system or the file system has no such files, or the folder cannot be written to.</summary>
    public static SafeFileHandle? TryCreate(string folder)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64)) return null;
        // Reading and writing for all, less what the process's mask forbids: as any new file.
        var descriptor = Open(folder, ReadWrite | CloseOnExec | Temporary, 0x1B6);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>False if the name is taken.</summary>
    /// <exception cref="IOException">It cannot be named for another reason.</exception>
    public static bool TryName(SafeFileHandle file, string path)
    {
        // Only root may name a descriptor itself; anyone may follow the link to it (linkat(2)).
        if (Link(CurrentFolder, $"/proc/self/fd/{file.DangerousGetHandle()}", CurrentFolder, path, FollowLink) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error == Exists ? false : throw new IOException($"The new file cannot get its name: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(int oldFolder, string oldPath, int newFolder, string newPath, int flags);
}
