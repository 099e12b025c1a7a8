using Microsoft.Win32.SafeHandles;

namespace FirstRead.Dicom.Files;

/// <summary>Whether two files hold the same bytes.</summary>
internal static class FileComparison
{
    private const int Step = 64 * 1024;

    public static bool AreEqual(SafeFileHandle file, long length, string path)
    {
        using var other = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.GetLength(other) != length) return false;
        var (left, right) = (new byte[Step], new byte[Step]);
        for (var offset = 0L; offset < length; offset += Step)
        {
            var count = (int)Math.Min(Step, length - offset);
            if (!Fill(file, left.AsSpan(0, count), offset) || !Fill(other, right.AsSpan(0, count), offset)) return false;
            if (!left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count))) return false;
        }
        return true;
    }

    private static bool Fill(SafeFileHandle file, Span<byte> target, long offset)
    {
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(file, target, offset);
            if (read == 0) return false;
            offset += read;
            target = target[read..];
        }
        return true;
    }
}
