namespace FirstRead.Dicom.Reading;

/// <summary>Which blocks of the private group under the reader have an owner (PS3.5 7.8.1). Of one group at a time, for they come in order.</summary>
internal struct PrivateBlocks
{
    private ushort _group;
    private UInt128 _low;
    private UInt128 _high;

    /// <summary>False for an element of a block that nobody has reserved.</summary>
    public bool Note(DicomTag tag)
    {
        if (!tag.IsPrivate || tag.IsGroupLength) return true;
        if (tag.Group != _group) (_group, _low, _high) = (tag.Group, 0, 0);
        var block = tag.IsPrivateCreator ? tag.Element : tag.Element >> 8;
        var bit = UInt128.One << (block & 127);
        if (tag.IsPrivateCreator)
        {
            if (block < 128) _low |= bit;
            else _high |= bit;
            return true;
        }
        return ((block < 128 ? _low : _high) & bit) != 0;
    }
}
