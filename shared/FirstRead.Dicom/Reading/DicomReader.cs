using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>
/// Pulls the tokens of a DICOM file from a stream that is read once, forward, in one pass and in bounded memory.
/// A value is read while the reader stands on it, or is skipped. When <see cref="Read"/> has returned false the
/// stream is at its end and the file was whole; every other end is a <see cref="DicomException"/>.
/// Group lengths are skipped. Values come in little-endian order whatever the file's is.
/// </summary>
public sealed partial class DicomReader : IDisposable
{
    private readonly ReadLimits _limits;
    private readonly ByteSource _source;
    private readonly Stream? _owned;
    private readonly WarningList _warnings = new();
    private readonly SmallStack<Level> _levels = new();
    private readonly CompletenessCheck _completeness = new();
    private FileMeta? _meta;
    private Level _level;
    private HeaderEncoding _encoding;
    private long _elements;
    private bool _atEnd;

    /// <param name="stream">Read from where it stands; never sought. Disposed with the reader unless left open.</param>
    public DicomReader(Stream stream, ReadLimits? limits = null, bool leaveOpen = false)
    {
        _limits = limits ?? ReadLimits.Default;
        _source = new ByteSource(stream, _limits);
        _owned = leaveOpen ? null : stream;
    }

    /// <summary>Read on first use, before the first token.</summary>
    public FileMeta FileMeta => _meta ?? Open();

    public TransferSyntax TransferSyntax => FileMeta.TransferSyntax;

    public DicomTokenKind Kind { get; private set; }

    /// <summary>Of the element, of the sequence or pixel data that begins or ends; of items and fragments (FFFE,E000).</summary>
    public DicomTag Tag { get; private set; }

    /// <summary>
    /// As the file has it, or by the dictionary in implicit encodings and where an explicit file has UN for a tag that
    /// the dictionary knows (PS3.5 6.2.2). SQ for sequences, <see cref="Vr.None"/> for items and fragments.
    /// </summary>
    public Vr Vr { get; private set; }

    /// <summary>Bytes of the value, of the item or of the sequence as the file has it; -1 where undefined.</summary>
    public long Length { get; private set; }

    /// <summary>The number of sequences around the token: 0 at top level, for a sequence's start and end that around it.</summary>
    public int Depth { get; private set; }

    /// <summary>Where the token's header begins, in bytes from the file's start. Deflated files: see <see cref="DicomException.Offset"/>.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the token's value begins, in bytes as <see cref="Offset"/>.</summary>
    public long ValueOffset { get; private set; }

    /// <summary>What was wrong and could be read all the same: of each code the first ten.</summary>
    public IReadOnlyList<DicomWarning> Warnings => _warnings.Warnings;

    /// <summary>Moves to the next token; false when the file was read whole.</summary>
    /// <exception cref="DicomException">The file is cut, broken, beyond a limit or not DICOM.</exception>
    public bool Read()
    {
        if (_meta is null) Open();
        if (_atEnd) return false;
        SkipValue();
        while (true)
        {
            if (_level.End >= 0 && _source.Position == _level.End) return Close(_source.Position);
            if (_level.Kind == LevelKind.DataSet && EndsHere()) return false;
            if (!_source.Ensure(8)) throw Cut("The file ends in a header");
            if (_level.Kind switch
            {
                LevelKind.Sequence => ReadItemHeader(),
                LevelKind.Fragments => ReadFragmentHeader(),
                _ => ReadElementHeader(),
            }) return true;
        }
    }

    /// <summary>
    /// From the start of a sequence, an item or fragments to its end token, which is then the current one. All of it is
    /// still checked. Elsewhere nothing happens: an element is skipped by reading on.
    /// </summary>
    public void Skip()
    {
        var (end, depth) = (Kind switch
        {
            DicomTokenKind.SequenceStart => DicomTokenKind.SequenceEnd,
            DicomTokenKind.ItemStart => DicomTokenKind.ItemEnd,
            DicomTokenKind.FragmentsStart => DicomTokenKind.FragmentsEnd,
            _ => Kind,
        }, Depth);
        while ((Kind != end || Depth != depth) && Read()) { }
    }

    public void Dispose()
    {
        ReturnScratch();
        _source.Dispose();
        _owned?.Dispose();
    }

    private FileMeta Open()
    {
        _meta = new FileOpening(_source, _limits, _warnings).Read();
        var syntax = _meta.TransferSyntax;
        _encoding = new HeaderEncoding(syntax.IsExplicit, syntax.IsBigEndian);
        _level = new Level(LevelKind.DataSet, default, -1, _encoding, 0);
        if (syntax.IsDeflated) Inflate();
        _completeness.Note(_meta);
        return _meta;
    }

    private void Inflate()
    {
        if (SyntaxGuess.IsZlib(_source.Available))
        {
            _warnings.Add(DicomWarningCodes.ZlibHeader, default, _source.Position);
            _source.Take(2);
        }
        _source.Inflate();
    }

    private bool Open(LevelKind kind, DicomTokenKind token, ElementHeader header, long offset)
    {
        var outer = _levels.Count / 2;
        Set(token, header.Tag, header.Vr, header.Length, kind == LevelKind.Item ? outer + 1 : outer, offset);
        if (outer >= _limits.MaxDepth) throw new DicomException(DicomErrorCodes.LimitExceeded, "Sequences nest too deep", header.Tag, offset);
        if (_levels.Count == 0) _completeness.Note(this);
        var end = header.Length < 0 ? -1 : _source.Position + header.Length;
        _levels.Push(_level);
        _level = new Level(kind, header.Tag, end, _encoding, 0) { Vr = header.Vr };
        return true;
    }

    private bool Close(long offset)
    {
        var closed = _level;
        _level = _levels.Pop();
        _encoding = _level.Encoding;
        var depth = _levels.Count / 2;
        if (closed.Kind == LevelKind.Item) Set(DicomTokenKind.ItemEnd, closed.Tag, Vr.None, 0, depth + 1, offset);
        else Set(closed.Kind == LevelKind.Sequence ? DicomTokenKind.SequenceEnd : DicomTokenKind.FragmentsEnd, closed.Tag, closed.Vr, 0, depth, offset);
        return true;
    }

    private void Set(DicomTokenKind kind, DicomTag tag, Vr vr, long length, int depth, long offset) =>
        (Kind, Tag, Vr, Length, Depth, Offset, ValueOffset) = (kind, tag, vr, length, depth, offset, _source.Position);

    private void CheckFits(ElementHeader header, long offset)
    {
        if (_level.End >= 0 && header.Length > _level.End - _source.Position)
            throw Broken("A value crosses its container's end", header.Tag, offset);
    }

    private DicomException Cut(string message) => new(DicomErrorCodes.Truncated, message, Tag, _source.Position);

    private static DicomException Broken(string message, DicomTag tag, long offset) => new(DicomErrorCodes.Malformed, message, tag, offset);

    private enum LevelKind : byte
    {
        DataSet,
        Sequence,
        Item,
        Fragments,
    }

    /// <param name="End">-1 where a delimiter ends it.</param>
    private record struct Level(LevelKind Kind, DicomTag Tag, long End, HeaderEncoding Encoding, uint LastTag)
    {
        private PrivateBlocks _blocks;

        public Vr Vr { get; set; }

        public bool NotePrivate(DicomTag tag) => _blocks.Note(tag);
    }
}
