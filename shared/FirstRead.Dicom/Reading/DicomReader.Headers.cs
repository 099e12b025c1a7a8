using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

public sealed partial class DicomReader
{
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

    /// <summary>An item or a delimiter stands next: whatever was said, this is a sequence.</summary>
    private bool ItemFollows() =>
        _source.Ensure(8) && ElementHeader.PeekTag(_source.Available, _encoding.IsBigEndian) is var next && (next == Tags.Item || next == Tags.SequenceDelimitationItem);
}
