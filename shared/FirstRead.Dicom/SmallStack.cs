namespace FirstRead.Dicom;

/// <summary>A stack. Of ours, so that it is compiled with the program (see <see cref="Datasets.ElementList"/>).</summary>
internal sealed class SmallStack<T>
    where T : struct
{
    private T[] _items = new T[8];

    public int Count { get; private set; }

    public void Push(T item)
    {
        if (Count == _items.Length)
        {
            var larger = new T[Count * 2];
            Array.Copy(_items, larger, Count);
            _items = larger;
        }
        _items[Count++] = item;
    }

    /// <exception cref="InvalidOperationException">It is empty.</exception>
    public T Pop() => Count > 0 ? _items[--Count] : throw new InvalidOperationException("The stack is empty.");

    /// <inheritdoc cref="Pop"/>
    public T Peek() => Count > 0 ? _items[Count - 1] : throw new InvalidOperationException("The stack is empty.");
}
