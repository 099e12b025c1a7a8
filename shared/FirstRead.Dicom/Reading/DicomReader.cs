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
    private readonly List<DicomWarning> _warnings = [];
    private readonly Stack<Level> _levels = new();
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

    /// <summary>What was wrong and could be read all the same: the first hundred.</summary>
    public IReadOnlyList<DicomWarning> Warnings => _warnings;

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
        _meta = new FileOpening(_source, _limits, Warn).Read();
        var syntax = _meta.TransferSyntax;
        _encoding = new HeaderEncoding(syntax.IsExplicit, syntax.IsBigEndian);
        _level = new Level(LevelKind.DataSet, default, -1, _encoding, 0);
        if (syntax.IsDeflated) _source.Inflate();
        _completeness.Note(_meta);
        return _meta;
    }

    /// <summary>True for a token, false for what is passed over.</summary>
    private bool ReadElementHeader()
    {
        var offset = _source.Position;
        var header = Header();
        var tag = header.Tag;
        if (tag.Group == 0xFFFE)
        {
            if (tag == Tags.ItemDelimitationItem && _level is { Kind: LevelKind.Item, End: < 0 } && header.Length == 0) return Close(offset);
            throw Broken("A delimiter where none can be", tag, offset);
        }
        if (tag.Group is 0 or 2) throw Broken("A command or file meta element in the data set", tag, offset);
        if (tag.Value <= _level.LastTag) Warn(new DicomWarning(DicomWarningCodes.TagOrder, tag, offset));
        _level.LastTag = tag.Value;

        var vr = Resolve(header, offset, out var foreign);
        if (header.Length >= 0) CheckFits(header, offset);
        if (header.Length < 0 && vr is Vr.OB or Vr.OW or Vr.OF or Vr.OD) return Open(LevelKind.Fragments, DicomTokenKind.FragmentsStart, header with { Vr = vr }, offset);
        if (vr == Vr.SQ || header.Length < 0)
        {
            if (!foreign && vr != Vr.SQ && vr != Vr.UN) throw Broken("Undefined length is for sequences and pixel data", tag, offset);
            if (foreign || vr == Vr.UN) _encoding = HeaderEncoding.ImplicitLittle;
            return Open(LevelKind.Sequence, DicomTokenKind.SequenceStart, header with { Vr = Vr.SQ }, offset);
        }
        if ((header.Length & 1) == 1) Warn(new DicomWarning(DicomWarningCodes.OddLength, tag, offset));
        SetValue(header.Length, _encoding.IsBigEndian && !foreign ? SwapWidth(tag, vr) : 1);
        if (tag.IsGroupLength)
        {
            SkipValue();
            return false;
        }
        Set(DicomTokenKind.Element, tag, vr, header.Length, _levels.Count / 2, offset);
        if (_levels.Count == 0) _completeness.Note(this);
        return true;
    }

    private bool ReadItemHeader()
    {
        var offset = _source.Position;
        var header = Header();
        if (header.Tag == Tags.SequenceDelimitationItem && _level.End < 0 && header.Length == 0) return Close(offset);
        if (header.Tag != Tags.Item) throw Broken("A sequence holds items only", header.Tag, offset);
        if (header.Length >= 0) CheckFits(header, offset);
        return Open(LevelKind.Item, DicomTokenKind.ItemStart, header, offset);
    }

    private bool ReadFragmentHeader()
    {
        var offset = _source.Position;
        var header = Header();
        if (header.Tag == Tags.SequenceDelimitationItem && header.Length == 0) return Close(offset);
        if (header.Tag != Tags.Item || header.Length < 0) throw Broken("Encapsulated pixel data hold fragments only", header.Tag, offset);
        CheckFits(header, offset);
        SetValue(header.Length, 1);
        Set(DicomTokenKind.Fragment, header.Tag, Vr.None, header.Length, _levels.Count / 2 + 1, offset);
        return true;
    }

    private ElementHeader Header()
    {
        var offset = _source.Position;
        if (++_elements > _limits.MaxElements) throw new DicomException(DicomErrorCodes.LimitExceeded, "Too many elements", null, offset);
        var header = ElementHeader.Read(_source, _encoding);
        if (_level.End >= 0 && _source.Position > _level.End) throw Broken("A header crosses its container's end", header.Tag, offset);
        return header;
    }

    /// <summary>What the value is read as. <paramref name="foreign"/>: it is implicit little endian inside (PS3.5 6.2.2).</summary>
    private Vr Resolve(ElementHeader header, long offset, out bool foreign)
    {
        var vr = header.Vr;
        foreign = false;
        if (_encoding.IsExplicit && vr == Vr.UN)
        {
            foreign = true;
            vr = DicomDictionary.VrOf(header.Tag);
        }
        else if (_encoding.IsExplicit && !vr.IsDefined())
        {
            Warn(new DicomWarning(DicomWarningCodes.UnknownVr, header.Tag, offset));
            return Vr.UN;
        }
        return vr == Vr.US && (foreign || !_encoding.IsExplicit) && _completeness.HasSignedPixels && DicomDictionary.IsUsOrSs(header.Tag) ? Vr.SS : vr;
    }

    private int SwapWidth(DicomTag tag, Vr vr) =>
        vr == Vr.OW && tag == Tags.PixelData && _completeness.BitsAllocated is 32 or 64 ? _completeness.BitsAllocated / 8 : vr.SwapWidth();

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
        (Kind, Tag, Vr, Length, Depth, Offset) = (kind, tag, vr, length, depth, offset);

    private void CheckFits(ElementHeader header, long offset)
    {
        if (_level.End >= 0 && header.Length > _level.End - _source.Position)
            throw Broken("A value crosses its container's end", header.Tag, offset);
    }

    /// <summary>The end of a whole data set, or zero bytes to the file's end, which some writers leave behind.</summary>
    private bool EndsHere()
    {
        var whole = _source.Ensure(8);
        if (whole && ElementHeader.PeekTag(_source.Available, false).Value != 0) return false;
        var offset = _source.Position;
        if (_source.Ensure(1))
        {
            while (_source.Ensure(1))
            {
                if (_source.Available.ContainsAnyExcept((byte)0))
                    throw whole ? Broken("A command element in the data set", default, offset) : Cut("The file ends in a header");
                _source.Take(_source.Available.Length);
            }
            Warn(new DicomWarning(DicomWarningCodes.TrailingPadding, default, offset));
        }
        if (!_source.DrainCompressed()) throw Cut("The deflate stream has no end");
        Set(DicomTokenKind.None, default, Vr.None, 0, 0, offset);
        if (_elements == 0) throw Cut("The file ends before its data set");
        if (_limits.RequirePixels && _completeness.LacksPixels) throw Cut("The file ends before its pixel data");
        return _atEnd = true;
    }

    private void Warn(DicomWarning warning)
    {
        if (_warnings.Count < 100) _warnings.Add(warning);
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
        public Vr Vr { get; set; }
    }
}
