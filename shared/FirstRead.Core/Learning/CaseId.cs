using System.Text.RegularExpressions;

namespace FirstRead.Core.Learning;

/// <summary>A teaching case: <c>t</c> and 32 random hexadecimal digits, derived from nothing.</summary>
public readonly partial record struct CaseId
{
    private const int CodeLength = 6;

    private CaseId(string value) => Value = value;

    public string Value { get; }

    /// <summary>What people call the case: its first six digits. Not unique, and nothing is looked up by it.</summary>
    public string Code => Value.Substring(1, CodeLength).ToUpperInvariant();

    public static CaseId From(UInt128 random) => new($"t{random:x32}");

    /// <exception cref="FormatException">The text is not a case's id.</exception>
    public static CaseId Parse(string text) => Pattern().IsMatch(text)
        ? new CaseId(text)
        : throw new FormatException($"'{text}' is not a teaching case.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\At[0-9a-f]{32}\z")]
    private static partial Regex Pattern();
}
