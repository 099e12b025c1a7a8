using System.Text.RegularExpressions;

namespace FirstRead.Core.Patients.Erasing;

/// <summary>One erasure: <c>e</c> and 32 random hexadecimal digits.</summary>
public readonly partial record struct ErasureId
{
    private const int CodeLength = 6;

    private ErasureId(string value) => Value = value;

    public string Value { get; }

    /// <summary>What a person types to confirm it.</summary>
    public string Code => Value[^CodeLength..].ToUpperInvariant();

    public static ErasureId From(UInt128 random) => new($"e{random:x32}");

    /// <exception cref="FormatException">The text is not an erasure id.</exception>
    public static ErasureId Parse(string text) => Pattern().IsMatch(text)
        ? new ErasureId(text)
        : throw new FormatException($"'{text}' is not an erasure id.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\Ae[0-9a-f]{32}\z")]
    private static partial Regex Pattern();
}
