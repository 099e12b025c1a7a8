using System.Text.Json;

namespace FirstRead.Core.Analysis.Models;

/// <summary>
/// Reads one JSON object field by field and notes what is missing, wrong or unknown, so that one run shows every mistake.
/// A wrong value is noted and replaced by a harmless one; the caller throws when anything was noted.
/// </summary>
internal sealed class JsonFields(JsonElement element, string path, List<string> problems)
{
    private readonly HashSet<string> _known = ["$schema", "comment"];

    public void Note(string name, string problem) => problems.Add($"{path}{name}: {problem}");

    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name, string standard = "") => Read(name, JsonValueKind.String, "a text") is { } value && value.GetString() is { Length: > 0 } text
        ? text
        : Noted(name, "must not be empty", standard, alreadyNoted: !Has(name) || element.GetProperty(name).ValueKind != JsonValueKind.String);

    public string? OptionalText(string name) => Optional(name) ? Text(name) : null;

    public double Number(string name, double minimum, double maximum)
    {
        if (Read(name, JsonValueKind.Number, "a number") is not { } value)
            return minimum;
        var number = value.GetDouble();
        return number >= minimum && number <= maximum ? number : Noted(name, $"is {number}; it must lie from {minimum} to {maximum}", minimum);
    }

    public double? OptionalNumber(string name, double minimum, double maximum) => Optional(name) ? Number(name, minimum, maximum) : null;

    public int Integer(string name, int minimum, int maximum)
    {
        var number = Number(name, minimum, maximum);
        return number == Math.Floor(number) ? (int)number : Noted(name, $"is {number}; it must be a whole number", minimum);
    }

    public int OptionalInteger(string name, int minimum, int maximum, int standard) => Optional(name) ? Integer(name, minimum, maximum) : standard;

    public bool Flag(string name)
    {
        if (!Optional(name))
            return false;
        var value = element.GetProperty(name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Noted(name, "must be true or false", false);
    }

    public NumberRange Range(string name)
    {
        if (Read(name, JsonValueKind.Array, "two numbers") is not { } value)
            return default;
        var ends = value.EnumerateArray().ToArray();
        if (ends is not [{ ValueKind: JsonValueKind.Number }, { ValueKind: JsonValueKind.Number }])
            return Noted(name, "must be two numbers: [from, to]", default(NumberRange));
        var range = new NumberRange(ends[0].GetDouble(), ends[1].GetDouble());
        return range.From <= range.To ? range : Noted(name, $"runs backwards: {range}", range);
    }

    public NumberRange? OptionalRange(string name) => Optional(name) ? Range(name) : null;

    public IReadOnlyList<string> Texts(string name)
    {
        if (Read(name, JsonValueKind.Array, "a list of texts") is not { } value)
            return [];
        var items = value.EnumerateArray().ToArray();
        return Array.TrueForAll(items, item => item.ValueKind == JsonValueKind.String)
            ? [.. items.Select(item => item.GetString()!)]
            : Noted<IReadOnlyList<string>>(name, "must hold texts only", []);
    }

    public IReadOnlyList<string> OptionalTexts(string name) => Optional(name) ? Texts(name) : [];

    public T OptionalChoice<T>(string name, T standard) where T : struct, Enum => Optional(name) ? Choice<T>(name) : standard;

    public T Choice<T>(string name) where T : struct, Enum => ParseChoice<T>(name, Text(name, Enum.GetNames<T>()[0]));

    public IReadOnlyList<T> Choices<T>(string name) where T : struct, Enum => [.. Texts(name).Select(text => ParseChoice<T>(name, text))];

    public JsonFields Object(string name) =>
        new(Read(name, JsonValueKind.Object, "an object") ?? default, $"{path}{name}.", problems);

    public JsonFields? OptionalObject(string name) => Optional(name) ? Object(name) : null;

    public IReadOnlyList<JsonFields> Objects(string name) =>
        Read(name, JsonValueKind.Array, "a list of objects") is { } value
            ? [.. value.EnumerateArray().Select((item, index) => new JsonFields(item, $"{path}{name}[{index}].", problems))]
            : [];

    /// <summary>Notes the fields that nobody asked for: a misspelt rule must not be a rule that is off.</summary>
    public void RefuseOthers()
    {
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in element.EnumerateObject())
            if (!_known.Contains(property.Name))
                Note(property.Name, $"is not known here; known are {string.Join(", ", _known.Where(name => name[0] != '$').Order(StringComparer.Ordinal))}");
    }

    private bool Optional(string name)
    {
        _known.Add(name);
        return Has(name);
    }

    private JsonElement? Read(string name, JsonValueKind kind, string what)
    {
        _known.Add(name);
        // An object that is missing was noted when it was asked for; its fields need no notes of their own.
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        if (!element.TryGetProperty(name, out var value))
            return Noted<JsonElement?>(name, $"is missing; it must be {what}", null);
        return value.ValueKind == kind ? value : Noted<JsonElement?>(name, $"must be {what}", null);
    }

    private T ParseChoice<T>(string name, string text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        return Noted(name, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}", default(T));
    }

    private T Noted<T>(string name, string problem, T instead, bool alreadyNoted = false)
    {
        if (!alreadyNoted)
            Note(name, problem);
        return instead;
    }
}
