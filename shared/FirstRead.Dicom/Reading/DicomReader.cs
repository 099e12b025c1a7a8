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

    /// <summary>True for a token, false for what is passed over.</summary>
    private bool ReadElementHeader()
    {
        var offset = _source.Position;
        var header = Header();
        var tag = header.Tag;
        if (tag.Group == 0xFFFE) return ReadDelimiter(header, offset);
        if (tag.Group is 0 or 2) throw Broken("A command or file meta element in the data set", tag, offset);
        NoteTag(tag, offset);

        var vr = Resolve(header, offset, out var foreign);
        if (header.Length >= 0) CheckFits(header, offset);
        if (header.Length < 0 && vr is Vr.OB or Vr.OW or Vr.OF or Vr.OD)
        {
            if (tag == Tags.PixelData && _levels.Count == 0 && !TransferSyntax.IsEncapsulated) _warnings.Add(DicomWarningCodes.FragmentsInNative, tag, offset);
            return Open(LevelKind.Fragments, DicomTokenKind.FragmentsStart, header with { Vr = vr }, offset);
        }
        if (vr == Vr.SQ || header.Length < 0)
        {
            if (!foreign && vr is not (Vr.SQ or Vr.UN))
            {
                if (!ItemFollows()) throw Broken("Undefined length is for sequences and pixel data", tag, offset);
                _warnings.Add(DicomWarningCodes.WrongVr, tag, offset);
            }
            if (foreign || vr == Vr.UN) _encoding = HeaderEncoding.ImplicitLittle;
            return Open(LevelKind.Sequence, DicomTokenKind.SequenceStart, header with { Vr = Vr.SQ }, offset);
        }
        if ((header.Length & 1) == 1) _warnings.Add(DicomWarningCodes.OddLength, tag, offset);
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

    /// <summary>The end of an item, or a delimiter that ends nothing.</summary>
    private bool ReadDelimiter(ElementHeader header, long offset)
    {
        if (header.Tag == Tags.ItemDelimitationItem && _level is { Kind: LevelKind.Item, End: < 0 }) return CloseAt(header, offset);
        var endsNothing = header.Tag == Tags.ItemDelimitationItem || header.Tag == Tags.SequenceDelimitationItem && _level.Kind == LevelKind.DataSet;
        if (!endsNothing || header.Length != 0) throw Broken("A delimiter where none can be", header.Tag, offset);
        _warnings.Add(DicomWarningCodes.StrayDelimiter, header.Tag, offset);
        return false;
    }

    private bool CloseAt(ElementHeader delimiter, long offset)
    {
        if (delimiter.Length != 0) _warnings.Add(DicomWarningCodes.DelimiterLength, delimiter.Tag, offset);
        return Close(offset);
    }

    private void NoteTag(DicomTag tag, long offset)
    {
        if (tag.Value <= _level.LastTag) _warnings.Add(tag.Value == _level.LastTag ? DicomWarningCodes.DuplicateTag : DicomWarningCodes.TagOrder, tag, offset);
        _level.LastTag = tag.Value;
        if (tag.IsPrivate && !_level.NotePrivate(tag)) _warnings.Add(DicomWarningCodes.PrivateWithoutCreator, tag, offset);
    }

    private bool ReadItemHeader()
    {
        var offset = _source.Position;
        var header = Header();
        if (header.Tag == Tags.SequenceDelimitationItem && _level.End < 0) return CloseAt(header, offset);
        if (header.Tag != Tags.Item) throw Broken("A sequence holds items only", header.Tag, offset);
        if (header.Length >= 0) CheckFits(header, offset);
        if (IsExplicitItem(header))
        {
            _warnings.Add(DicomWarningCodes.ExplicitItem, _level.Tag, offset);
            _encoding = HeaderEncoding.ExplicitLittle;
        }
        return Open(LevelKind.Item, DicomTokenKind.ItemStart, header, offset);
    }

    /// <summary>
    /// Some writers leave explicit items in an implicit data set, mostly in private sequences that they do not know. Such
    /// an item begins with a tag and the very value representation that PS3.6 gives it.
    /// </summary>
    private bool IsExplicitItem(ElementHeader item)
    {
        if (_encoding.IsExplicit || item.Length is >= 0 and < 8 || !_source.Ensure(8)) return false;
        var head = _source.Available;
        var vr = (Vr)(head[4] | head[5] << 8);
        var tag = ElementHeader.PeekTag(head, false);
        return vr != Vr.None && vr.IsDefined() && DicomDictionary.Find(tag) is not null && DicomDictionary.MayBe(tag, vr);
    }

    private bool ReadFragmentHeader()
    {
        var offset = _source.Position;
        var header = Header();
        if (header.Tag == Tags.SequenceDelimitationItem) return CloseAt(header, offset);
        if (header.Tag != Tags.Item || header.Length < 0) throw Broken("Encapsulated pixel data hold fragments only", header.Tag, offset);
        CheckFits(header, offset);
        if ((header.Length & 1) == 1) _warnings.Add(DicomWarningCodes.OddLength, header.Tag, offset);
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
        foreign = header.IsImplicit;
        if (!_encoding.IsExplicit) { }
        else if (foreign) _warnings.Add(DicomWarningCodes.ImplicitElement, header.Tag, offset);
        else if (vr == Vr.UN)
        {
            foreign = true;
            vr = DicomDictionary.VrOf(header.Tag);
            if (vr != Vr.UN) _warnings.Add(DicomWarningCodes.UnVr, header.Tag, offset);
        }
        else if (vr == Vr.None)
        {
            _warnings.Add(DicomWarningCodes.UnknownVr, header.Tag, offset);
            foreign = !_encoding.IsBigEndian;
            vr = DicomDictionary.VrOf(header.Tag);
        }
        else if (!vr.IsDefined())
        {
            _warnings.Add(DicomWarningCodes.UnknownVr, header.Tag, offset);
            return Vr.UN;
        }
        else if (DicomDictionary.VrOf(header.Tag) is var expected && expected != vr && expected != Vr.UN && !DicomDictionary.MayBe(header.Tag, vr))
            _warnings.Add(DicomWarningCodes.WrongVr, header.Tag, offset);
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
        (Kind, Tag, Vr, Length, Depth, Offset, ValueOffset) = (kind, tag, vr, length, depth, offset, _source.Position);

    private void CheckFits(ElementHeader header, long offset)
    {
        if (_level.End >= 0 && header.Length > _level.End - _source.Position)
            throw Broken("A value crosses its container's end", header.Tag, offset);
    }

    /// <summary>An item or a delimiter stands next: whatever was said, this is a sequence.</summary>
    private bool ItemFollows() =>
        _source.Ensure(8) && ElementHeader.PeekTag(_source.Available, _encoding.IsBigEndian) is var next && (next == Tags.Item || next == Tags.SequenceDelimitationItem);

    /// <summary>
    /// The end of a whole data set; or zero bytes to the file's end, which some writers leave behind; or, once all pixels
    /// are read, bytes that are no element.
    /// </summary>
    private bool EndsHere()
    {
        var whole = _source.Ensure(8);
        if (whole && ElementHeader.PeekTag(_source.Available, false).Value != 0 && !IsPastTheEnd()) return false;
        var offset = _source.Position;
        if (_source.Ensure(1))
        {
            var padding = DicomWarningCodes.TrailingPadding;
            while (_source.Ensure(1))
            {
                if (_source.Available.ContainsAnyExcept((byte)0)) padding = DicomWarningCodes.TrailingBytes;
                if (padding == DicomWarningCodes.TrailingBytes && !(whole && _completeness.HasAllPixels))
                    throw whole ? Broken("No element, and no end", default, offset) : Cut("The file ends in a header");
                _source.Take(_source.Available.Length);
            }
            _warnings.Add(padding, default, offset);
        }
        if (!_source.DrainCompressed()) throw Cut("The deflate stream has no end");
        if (_elements == 0) throw Cut("The file ends before its data set");
        if (_limits.RequirePixels && _completeness.LacksContent) throw Cut("The file ends before its pixel data, or what else its class is for");
        if (_completeness.LacksContent) _warnings.Add(DicomWarningCodes.NoPixelData, default, offset);
        if (_completeness.HasShortPixels) _warnings.Add(DicomWarningCodes.ShortPixelData, Tags.PixelData, offset);
        Set(DicomTokenKind.None, default, Vr.None, 0, 0, offset);
        return _atEnd = true;
    }

    /// <summary>Behind the pixels only what is certainly an element is one (PS3.5 7.1): a value representation, or a tag of PS3.6.</summary>
    private bool IsPastTheEnd()
    {
        if (!_completeness.HasAllPixels) return false;
        var head = _source.Available;
        var tag = ElementHeader.PeekTag(head, _encoding.IsBigEndian);
        if (tag.Group == 0xFFFE) return false;
        if (tag.Group is 0 or 2) return true;
        return _encoding.IsExplicit ? !((Vr)(head[4] | head[5] << 8)).IsDefined() : !tag.IsPrivate && DicomDictionary.Find(tag) is null;
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
