using System.Runtime.InteropServices;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>What was done on the way through one file: counts by attribute, and which options ran. No values.</summary>
internal sealed class ActionCounts
{
    // Private and unknown tags are counted together: a hostile file may bring any number of them.
    private static readonly DicomTag Private = new(0x0001, 0x0001);
    private static readonly DicomTag Unknown = new(0x0001, 0x0003);

    private readonly Dictionary<Entry, int> counts = [];
    private readonly SortedSet<DeidentificationOption> options = [];

    /// <summary>Codes of the options whose step ran.</summary>
    public IEnumerable<string> Options => options.Select(DeidentificationCodes.Of);

    public PixelFindings? Pixels { get; private set; }

    /// <param name="option">The option under which it was done: from here on the instance says so.</param>
    public void Add(DicomTag tag, Outcome outcome, Reason reason, DeidentificationOption option = DeidentificationOption.None)
    {
        var counted = tag.IsPrivate ? Private : reason == Reason.UnknownAttribute ? Unknown : tag;
        CollectionsMarshal.GetValueRefOrAddDefault(counts, new Entry(counted, outcome, reason, option), out _)++;
        if (option != DeidentificationOption.None)
            options.Add(option);
    }

    /// <summary>The pixel step ran on this instance, whether or not it found something. Call it before the header is written.</summary>
    public void CleanedPixels(PixelFindings findings)
    {
        Pixels = findings;
        options.Add(DeidentificationOption.CleanPixelData);
    }

    public DeidentificationReport Report(string profile) => new(
        profile,
        [DeidentificationCodes.BasicProfile, .. Options],
        [.. counts.OrderBy(count => count.Key.Tag).ThenBy(count => count.Key.Outcome).ThenBy(count => count.Key.Reason).ThenBy(count => count.Key.Option).Select(Attribute)],
        Pixels);

    private static AttributeCount Attribute(KeyValuePair<Entry, int> count)
    {
        var (tag, outcome, reason, option) = count.Key;
        var (name, keyword) = tag == Private ? ("private", "") : tag == Unknown ? ("unknown", "") : (tag.ToString(), DicomDictionary.Find(tag)?.Keyword ?? "");
        return new AttributeCount(name, keyword, Name(outcome.ToString()), Name(reason.ToString()), option == DeidentificationOption.None ? null : DeidentificationCodes.Of(option), count.Value);
    }

    private static string Name(string member) => char.ToLowerInvariant(member[0]) + member[1..];

    private readonly record struct Entry(DicomTag Tag, Outcome Outcome, Reason Reason, DeidentificationOption Option);
}
