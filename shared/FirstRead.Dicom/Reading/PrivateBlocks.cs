namespace FirstRead.Dicom.Reading;

/// <summary>Which blocks of the private group under the reader have an owner (PS3.5 7.8.1). Of one group at a time, for they come in order.</summary>
internal struct PrivateBlocks
{
    // A bit for each of the 256 blocks.
    private ulong[]? _owned;
    private ushort _group;

    /// <summary>False for an element of a block that nobody has reserved.</summary>
    public bool Note(DicomTag tag)
    {
        if (!tag.IsPrivate || tag.IsGroupLength) return true;
        _owned ??= new ulong[4];
        if (tag.Group != _group) _owned.AsSpan().Clear();
        _group = tag.Group;
        var block = tag.IsPrivateCreator ? tag.Element : tag.Element >> 8;
        if (tag.IsPrivateCreator) _owned[block >> 6] |= 1UL << block;
        return (_owned[block >> 6] & 1UL << block) != 0;
    }
}
