using System.Text;

namespace FirstRead.Dicom.Registry;

/// <summary>
/// The data dictionary of PS3.6. It is read on first use: one pass finds where the rows begin, and a row becomes an
/// entry only when someone asks for it, for a function that has just been started pays for every millisecond.
/// </summary>
public static class DicomDictionary
{
    private static readonly Lazy<Table> Rows = new(() => new Table(EmbeddedTable.ReadBytes("dictionary.tsv")));

    /// <summary>The number of rows.</summary>
    public static int Count => Rows.Value.Count;

    /// <summary>The entry of a standard tag, repeating groups included; null for private and unknown tags.</summary>
    public static DictionaryEntry? Find(DicomTag tag) => Rows.Value.IndexOf(tag) is >= 0 and var row ? Rows.Value.Entry(row) : null;

    public static DictionaryEntry? FindKeyword(string keyword) =>
        Rows.Value.IndexOf(keyword) is >= 0 and var row ? Rows.Value.Entry(row) : null;

    /// <summary>
    /// The value representation that an implicit encoding means. UL for group lengths, LO for private creators,
    /// UN for what the dictionary does not know. Allocates nothing.
    /// </summary>
    public static Vr VrOf(DicomTag tag)
    {
        if (tag.IsPrivate) return tag.IsPrivateCreator ? Vr.LO : tag.IsGroupLength ? Vr.UL : Vr.UN;
        return Rows.Value.IndexOf(tag) is >= 0 and var row ? Rows.Value.VrAt(row) : tag.IsGroupLength ? Vr.UL : Vr.UN;
    }

    /// <summary>Whether PS3.6 lets this standard tag have this value representation; "US/SS/OW" is a choice of three.</summary>
    public static bool MayBe(DicomTag tag, Vr vr)
    {
        if (Find(tag) is not { } entry) return true;
        ReadOnlySpan<char> name = [(char)((int)vr & 0xFF), (char)((int)vr >> 8)];
        return entry.VrText.AsSpan().Contains(name, StringComparison.Ordinal);
    }

    /// <summary>Whether Pixel Representation decides between US and SS.</summary>
    public static bool IsUsOrSs(DicomTag tag) => Find(tag) is { VrText: "US/SS" or "US/SS/OW" };

    private sealed class Table
    {
        private readonly byte[] _text;
        private readonly uint[] _tags;
        private readonly int[] _starts;
        private readonly Vr[] _vrs;
        private readonly int _plain;
        private readonly List<Repeating> _repeating = [];
        private readonly DictionaryEntry?[] _entries;

        public Table(byte[] text)
        {
            _text = text;
            var rows = text.AsSpan().Count((byte)'\n');
            (_tags, _starts, _vrs, _entries) = (new uint[rows], new int[rows], new Vr[rows], new DictionaryEntry?[rows]);
            var repeating = new List<int>();
            for (var start = 0; start < text.Length;)
            {
                var line = text.AsSpan(start);
                line = line[..line.IndexOf((byte)'\n')];
                if (line[..8].Contains((byte)'x')) repeating.Add(start);
                else Place(_plain++, start, line);
                start += line.Length + 1;
            }
            for (var i = 0; i < repeating.Count; i++)
            {
                Place(_plain + i, repeating[i], text.AsSpan(repeating[i]));
                _repeating.Add(new Repeating(_tags[_plain + i], MaskAt(repeating[i]), _plain + i));
            }
        }

        public int Count => _tags.Length;

        public Vr VrAt(int row) => _vrs[row];

        public int IndexOf(DicomTag tag)
        {
            var row = Array.BinarySearch(_tags, 0, _plain, tag.Value);
            if (row >= 0) return row;
            if (tag.IsPrivate) return -1;
            foreach (var rows in _repeating)
                if ((tag.Value & rows.Mask) == rows.Value) return rows.Row;
            return -1;
        }

        public DictionaryEntry Entry(int row) => _entries[row] ??= Parse(row);

        /// <summary>
        /// The row with this keyword, or -1. The text is searched: that takes some twenty microseconds, and an index of all
        /// rows would take a start longer than the few keywords that a program asks for.
        /// </summary>
        public int IndexOf(string keyword)
        {
            if (keyword.Length == 0 || !System.Text.Ascii.IsValid(keyword) || keyword.AsSpan().ContainsAny('\t', '\n')) return -1;
            var wanted = Encoding.ASCII.GetBytes($"\t{keyword}");
            for (var from = 0; _text.AsSpan(from).IndexOf(wanted) is >= 0 and var found;)
            {
                from += found + wanted.Length;
                if (_text[from] is not ((byte)'\t' or (byte)'\n')) continue;
                var start = _text.AsSpan(0, from).LastIndexOf((byte)'\n') + 1;
                for (var row = 0; row < _starts.Length; row++)
                    if (_starts[row] == start && Entry(row).Keyword == keyword) return row;
            }
            return -1;
        }

        private void Place(int row, int start, ReadOnlySpan<byte> line)
        {
            _starts[row] = start;
            for (var i = 0; i < 8; i++) _tags[row] = _tags[row] << 4 | Digit(line[i]);
            _vrs[row] = VrFrom(line[9..]);
        }

        private DictionaryEntry Parse(int row)
        {
            var line = _text.AsSpan(_starts[row]);
            var columns = Encoding.ASCII.GetString(line[..line.IndexOf((byte)'\n')]).Split('\t');
            return new DictionaryEntry(new DicomTag(_tags[row]), _vrs[row], columns[1], columns[2], columns[3], columns.Length > 4);
        }

        /// <summary>A row for many tags: those with this value under the mask.</summary>
        private sealed record Repeating(uint Value, uint Mask, int Row);

        private uint MaskAt(int start)
        {
            var mask = 0u;
            for (var i = 0; i < 8; i++) mask = mask << 4 | (_text[start + i] == 'x' ? 0u : 0xF);
            return mask;
        }

        private static uint Digit(byte digit) => digit switch
        {
            (byte)'x' => 0,
            <= (byte)'9' => (uint)digit - '0',
            _ => (uint)digit - 'A' + 10,
        };

        /// <summary>"US/SS" is US, "OB/OW", "US/OW" and "US/SS/OW" are OW.</summary>
        private static Vr VrFrom(ReadOnlySpan<byte> column)
        {
            column = column[..column.IndexOf((byte)'\t')];
            if (column.EndsWith("/OW"u8)) return Vr.OW;
            return (Vr)(column[0] | column[1] << 8);
        }
    }
}
