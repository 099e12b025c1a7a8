using System.Text;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// A table of this assembly whose lines are sorted byte by byte, searched where it lies: nothing is built for thousands of
/// rows of which a file needs ten.
/// </summary>
internal sealed class SortedTable(string name)
{
    private readonly Lazy<byte[]> text = new(() =>
    {
        using var stream = EmbeddedTable.Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>What stands behind the key and a tab; null when no line begins with them.</summary>
    /// <param name="key">One or more columns with tabs between them.</param>
    public string? Find(string key)
    {
        ReadOnlySpan<byte> lines = text.Value;
        Span<byte> wanted = key.Length <= 200 ? stackalloc byte[key.Length + 1] : new byte[key.Length + 1];
        Encoding.Latin1.GetBytes(key, wanted);
        wanted[^1] = (byte)'\t';
        var (low, high) = (0, lines.Length);
        while (low < high)
        {
            var middle = lines[..((low + high) / 2)].LastIndexOf((byte)'\n') + 1;
            var end = middle + lines[middle..].IndexOf((byte)'\n');
            var line = lines[middle..end];
            if (line.StartsWith(wanted))
                return Encoding.ASCII.GetString(line[wanted.Length..]);
            if (line.SequenceCompareTo(wanted) < 0)
                low = end + 1;
            else
                high = middle;
        }
        return null;
    }
}
