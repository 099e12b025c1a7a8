using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// Rules that were worked out, by tag and VR. Threads share it without locks: what two of them add at once may be lost, and
/// is worked out again.
/// </summary>
internal sealed class RuleMemory
{
    private const int Buckets = 2048;

    private readonly Node?[] nodes = new Node?[Buckets];

    public AttributeRule? Find(DicomTag tag, Vr vr)
    {
        var key = Key(tag, vr);
        for (var node = Volatile.Read(ref nodes[BucketOf(key)]); node is not null; node = node.Next)
            if (node.Key == key)
                return node.Rule;
        return null;
    }

    public void Add(DicomTag tag, Vr vr, AttributeRule rule)
    {
        var key = Key(tag, vr);
        ref var bucket = ref nodes[BucketOf(key)];
        Volatile.Write(ref bucket, new Node(key, rule, Volatile.Read(ref bucket)));
    }

    private static ulong Key(DicomTag tag, Vr vr) => (ulong)tag.Value << 16 | (ushort)vr;

    private static int BucketOf(ulong key) => (int)(key * 0x9E3779B97F4A7C15 >> 53);

    private sealed class Node(ulong key, AttributeRule rule, Node? next)
    {
        public readonly ulong Key = key;
        public readonly AttributeRule Rule = rule;
        public readonly Node? Next = next;
    }
}
