using System.Globalization;

namespace FirstRead.Local.Iam;

/// <summary>
/// One line of a statement's Condition: operator, key, values (IAM User Guide, "IAM JSON policy elements: Condition operators" and
/// "Set operators for multi-valued context keys"). What is not here is refused when the policy is read, not when it is asked.
/// </summary>
public sealed record Condition
{
    private const string IfExists = "IfExists";

    private readonly Func<string, string, bool> _holds;
    private readonly bool _negated;
    private readonly bool _ifExists;
    private readonly bool _null;
    private readonly string _set;

    /// <exception cref="NotSupportedException">The operator is not known here.</exception>
    public Condition(string name, string key, IReadOnlyList<string> values)
    {
        (Key, Values) = (key, values);
        _set = name.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? name[..colon] : "";
        var plain = name[(_set.Length == 0 ? 0 : _set.Length + 1)..];
        _ifExists = plain.EndsWith(IfExists, StringComparison.Ordinal);
        plain = _ifExists ? plain[..^IfExists.Length] : plain;
        _negated = plain.Contains("Not", StringComparison.Ordinal);
        _null = plain == "Null";
        _holds = _null ? string.Equals : Operator(plain.Replace("Not", "", StringComparison.Ordinal));
        if (_set is not ("" or "ForAllValues" or "ForAnyValue") || values.Any(value => value.Contains("${", StringComparison.Ordinal)))
            throw new NotSupportedException($"The local cloud does not know the condition {name} of {key}.");
    }

    public string Key { get; }

    public IReadOnlyList<string> Values { get; }

    public bool Holds(AccessRequest request)
    {
        var present = request.Context.GetValueOrDefault(Key) ?? [];
        if (_null)
            return Values.Any(value => bool.Parse(value) == (present.Count == 0));
        if (present.Count == 0)
            return _ifExists || _set == "ForAllValues" || (_negated && _set != "ForAnyValue");
        return _set == "ForAllValues" ? present.All(Accepts) : _set == "ForAnyValue" || !_negated ? present.Any(Accepts) : present.All(Accepts);
    }

    private bool Accepts(string present) => Values.Any(value => _holds(value, present)) != _negated;

    private static Func<string, string, bool> Operator(string name) => name switch
    {
        "StringEquals" => string.Equals,
        "StringEqualsIgnoreCase" or "Bool" => (value, present) => value.Equals(present, StringComparison.OrdinalIgnoreCase),
        "StringLike" => (value, present) => Wildcard.Matches(value, present),
        "ArnEquals" or "ArnLike" => MatchesArn,
        "NumericEquals" => (value, present) => Number(present) == Number(value),
        "NumericLessThan" => (value, present) => Number(present) < Number(value),
        "NumericLessThanEquals" => (value, present) => Number(present) <= Number(value),
        "NumericGreaterThan" => (value, present) => Number(present) > Number(value),
        "NumericGreaterThanEquals" => (value, present) => Number(present) >= Number(value),
        _ => throw new NotSupportedException($"The local cloud does not know the condition operator {name}."),
    };

    /// <summary>Each of the six parts by itself, so that an asterisk does not reach over a colon before the last of them.</summary>
    private static bool MatchesArn(string pattern, string arn)
    {
        var (wanted, given) = (pattern.Split(':', 6), arn.Split(':', 6));
        return wanted.Length == 6 && given.Length == 6 && wanted.Zip(given).All(parts => Wildcard.Matches(parts.First, parts.Second));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
