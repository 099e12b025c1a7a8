namespace FirstRead.Dicom;

/// <summary>
/// What tables say of tags: filled once, then read by any number of threads. Of ours, so that it is compiled with the
/// program; a framework's dictionary with our structure for its key is compiled at every start.
/// </summary>
public sealed class TagMap<T>
    where T : class
{
    private readonly Node?[] _buckets;
    private readonly List<T> _values = [];

    /// <param name="capacity">How many are expected; more only make it slower.</param>
    public TagMap(int capacity) => _buckets = new Node?[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity))];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<T> Values => _values;

    /// <summary>Null where nothing was added for the tag.</summary>
    public T? Find(DicomTag tag)
    {
        for (var node = _buckets[BucketOf(tag)]; node is not null; node = node.Next)
            if (node.Tag == tag.Value) return node.Value;
        return null;
    }

    /// <exception cref="ArgumentException">The tag has a value already.</exception>
    public void Add(DicomTag tag, T value)
    {
        if (Find(tag) is not null) throw new ArgumentException($"{tag} is there twice.", nameof(tag));
        ref var bucket = ref _buckets[BucketOf(tag)];
        bucket = new Node(tag.Value, value, bucket);
        _values.Add(value);
    }

    // Groups and elements are both small numbers with low bits alike: spread them.
    private uint BucketOf(DicomTag tag) => tag.Value * 2654435769u >> 16 & (uint)(_buckets.Length - 1);

    private sealed class Node(uint tag, T value, Node? next)
    {
        public readonly uint Tag = tag;
        public readonly T Value = value;
        public readonly Node? Next = next;
    }
}
