using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>What was done on the way through one file: counts by attribute, and which options ran. No values.</summary>
internal sealed class ActionCounts
{
    // Private and unknown tags are counted together: a hostile file may bring any number of them.
    private static readonly DicomTag Private = new(0x0001, 0x0001);
    private static readonly DicomTag Unknown = new(0x0001, 0x0003);

    private static readonly string Software = $"FirstRead {typeof(ActionCounts).Assembly.GetName().Version!.ToString(3)}";

    private readonly Entry?[] buckets = new Entry?[64];
    private readonly List<Entry> counts = [];
    private readonly OptionSet options = new();

    /// <summary>Codes of the options whose step ran.</summary>
    public IEnumerable<string> Options => options.Codes;

    public PixelFindings? Pixels { get; private set; }

    /// <param name="option">The option under which it was done: from here on the instance says so.</param>
    public void Add(DicomTag tag, Outcome outcome, Reason reason, DeidentificationOption option = DeidentificationOption.None)
    {
        var counted = tag.IsPrivate ? Private : reason == Reason.UnknownAttribute ? Unknown : tag;
        Find((ulong)counted.Value << 24 | (ulong)outcome << 16 | (ulong)reason << 8 | (ulong)option).Count++;
        if (option != DeidentificationOption.None)
            options.Add(option);
    }

    /// <summary>The pixel step ran on this instance, whether or not it found something. Call it before the header is written.</summary>
    public void CleanedPixels(PixelFindings findings)
    {
        Pixels = findings;
        options.Add(DeidentificationOption.CleanPixelData);
    }

    public DeidentificationReport Report(DeidentificationProfile profile) => new(
        profile.Name,
        profile.Method,
        Software,
        [DeidentificationCodes.BasicProfile, .. Options],
        [.. counts.OrderBy(count => count.Key).Select(Attribute)],
        Pixels);

    private Entry Find(ulong key)
    {
        ref var bucket = ref buckets[(key * 0x9E3779B97F4A7C15) >> 58];
        for (var entry = bucket; entry is not null; entry = entry.Next)
            if (entry.Key == key)
                return entry;
        bucket = new Entry(key, bucket);
        counts.Add(bucket);
        return bucket;
    }

    private static AttributeCount Attribute(Entry count)
    {
        var (tag, outcome, reason, option) = (new DicomTag((uint)(count.Key >> 24)), (Outcome)(byte)(count.Key >> 16), (Reason)(byte)(count.Key >> 8), (DeidentificationOption)(byte)count.Key);
        var (name, keyword) = tag == Private ? ("private", "") : tag == Unknown ? ("unknown", "") : (tag.ToString(), DicomDictionary.Find(tag)?.Keyword ?? "");
        return new AttributeCount(name, keyword, Name(outcome.ToString()), Name(reason.ToString()), option == DeidentificationOption.None ? null : DeidentificationCodes.Of(option), count.Count);
    }

    private static string Name(string member) => char.ToLowerInvariant(member[0]) + member[1..];

    /// <param name="key">Tag, outcome, reason and option, in the order in which a report lists them.</param>
    private sealed class Entry(ulong key, Entry? next)
    {
        public readonly ulong Key = key;
        public readonly Entry? Next = next;
        public int Count;
    }
}
