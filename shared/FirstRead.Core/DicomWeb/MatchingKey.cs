using System.Text.RegularExpressions;
using FirstRead.Dicom;

namespace FirstRead.Core.DicomWeb;

/// <summary>One attribute to be matched (PS3.4 C.2.2.2): a single value, a list of UIDs, wildcards, or a range of dates or times.</summary>
/// <param name="Attribute">Eight hexadecimal digits.</param>
/// <param name="Value">Empty matches everything, as C.2.2.2.3 has it.</param>
public sealed record MatchingKey(string Attribute, string Value)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public bool Matches(IEnumerable<string> values)
    {
        if (Value.Length == 0)
            return true;
        var vr = AttributeId.VrOf(Attribute);
        Func<string, bool> matches = vr switch
        {
            _ when vr == Vr.UI => value => Value.Split(',', '\\').Contains(value),
            _ when vr == Vr.DA || vr == Vr.TM || vr == Vr.DT => IsInRange,
            _ when vr == Vr.IS || vr == Vr.DS => value => IsSameNumber(value, Value),
            _ => IsLike,
        };
        return values.Any(matches);
    }

    /// <summary>C.2.2.2.5: both ends belong to it, either may be open. A part of a time is all that begins so.</summary>
    private bool IsInRange(string value)
    {
        var ends = Value.Replace(":", "").Split('-', 2);
        var (first, last) = ends is [var from, var to] ? (from, to) : (ends[0], ends[0]);
        return (first.Length == 0 || string.CompareOrdinal(value, first) >= 0)
            && (last.Length == 0 || string.CompareOrdinal(value.Length > last.Length ? value[..last.Length] : value, last) <= 0);
    }

    private static bool IsSameNumber(string value, string asked) =>
        double.TryParse(value, out var one) && double.TryParse(asked, out var other) ? one == other : value == asked;

    /// <summary>C.2.2.2.4. Names are matched whatever their case (C.2.2.2.1.1 leaves it to us), as is all other text.</summary>
    private bool IsLike(string value) => Regex.IsMatch(
        value,
        $@"\A{Regex.Escape(Value).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking,
        Patience);
}
