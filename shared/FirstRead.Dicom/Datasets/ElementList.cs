namespace FirstRead.Dicom.Datasets;

/// <summary>
/// Elements by tag. Nearly always they come in order, and an array is all it takes. A hostile file may bring its tags in
/// descending order: those are sorted once, not moved aside one by one. A generic collection of the framework over a
/// structure of ours would be compiled at each start of the program, which costs more than the work itself.
/// </summary>
internal sealed class ElementList
{
    private DicomElement[] _elements = [];
    private bool _isUnsorted;

    public int Count { get; private set; }

    public DicomElement this[int index] => _elements[index];

    /// <summary>Null where the tag is absent.</summary>
    public DicomElement? Find(DicomTag tag) => IndexOf(tag) is >= 0 and var index ? _elements[index] : null;

    /// <summary>Puts an element in its place; one of the same tag is replaced.</summary>
    public void Set(DicomElement element)
    {
        if (Count == 0 || !_isUnsorted && _elements[Count - 1].Tag < element.Tag)
        {
            Append(element);
            return;
        }
        var index = IndexOf(element.Tag);
        if (index < 0)
        {
            index = ~index;
            Append(element);
            Array.Copy(_elements, index, _elements, index + 1, Count - 1 - index);
            _isUnsorted = false;
        }
        _elements[index] = element;
    }

    /// <summary>As the next one read. The first of a tag counts, whichever comes behind; <see cref="Settle"/> must follow the last.</summary>
    public void Append(DicomElement element)
    {
        if (Count == _elements.Length) Array.Resize(ref _elements, Math.Max(16, Count * 2));
        _isUnsorted |= Count > 0 && element.Tag <= _elements[Count - 1].Tag;
        _elements[Count++] = element;
    }

    public bool Remove(DicomTag tag)
    {
        var index = IndexOf(tag);
        if (index < 0) return false;
        Array.Copy(_elements, index + 1, _elements, index, --Count - index);
        _elements[Count] = null!;
        return true;
    }

    /// <summary>Sorts what was appended. From here on reading changes nothing, so that threads may share it.</summary>
    public void Settle()
    {
        if (!_isUnsorted) return;
        var order = new ulong[Count];
        for (var i = 0; i < Count; i++) order[i] = (ulong)_elements[i].Tag.Value << 32 | (uint)i;
        Array.Sort(order);
        var sorted = new DicomElement[Count];
        var kept = 0;
        foreach (var place in order)
        {
            var element = _elements[(uint)place];
            if (kept == 0 || sorted[kept - 1].Tag != element.Tag) sorted[kept++] = element;
        }
        (_elements, Count, _isUnsorted) = (sorted, kept, false);
    }

    /// <summary>The complement of where it would stand, if it is absent.</summary>
    private int IndexOf(DicomTag tag)
    {
        Settle();
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _elements[middle].Tag.Value;
            if (found == tag.Value) return middle;
            if (found < tag.Value) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
