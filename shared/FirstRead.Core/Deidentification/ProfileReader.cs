using System.Text.Json;
using System.Text.RegularExpressions;

namespace FirstRead.Core.Deidentification;

/// <summary>Reads a profile file and checks it against the rules of Profiles/deidentification-profile.schema.json, all of them at once.</summary>
internal sealed partial class ProfileReader
{
    public const int LongestMethod = 64;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };
    private static readonly string[] Members = ["$schema", "name", "method", "options", "retainedCharacteristics"];
    private static readonly string[] OptionNames = OptionSet.Names;

    private readonly List<string> problems = [];

    private ProfileReader()
    {
    }

    /// <param name="source">Named in the exception.</param>
    /// <exception cref="ProfileException">It is not JSON, or breaks a rule.</exception>
    public static DeidentificationProfile Read(Stream json, string source)
    {
        var reader = new ProfileReader();
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var profile = reader.Read(document.RootElement);
            return reader.problems.Count == 0 ? profile! : throw new ProfileException(source, reader.problems);
        }
        catch (JsonException problem)
        {
            throw new ProfileException(source, [$"is not JSON that can be read: {problem.Message}"]);
        }
    }

    private DeidentificationProfile? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"must be an object with the members {Listing(Members)}.");
            return null;
        }
        foreach (var member in root.EnumerateObject())
            if (!Members.Contains(member.Name, StringComparer.Ordinal))
                problems.Add($"member '{member.Name}' is not known: allowed are {Listing(Members)}.");
        var name = Text(root, "name", Name(), "1 to 40 of a-z, 0-9 and -, beginning with a letter or digit");
        var method = Text(root, "method", Method(), $"1 to {LongestMethod} characters of ASCII without backslash, for (0012,0063)");
        var options = Options(root);
        return new DeidentificationProfile(name, method, options, Characteristics(root, options));
    }

    private OptionSet Options(JsonElement root)
    {
        var options = new OptionSet();
        foreach (var text in Texts(root, "options", required: true, OptionNames))
            if (!options.Add(OptionSet.Named(text)))
                problems.Add($"member 'options' names {text} twice.");
        if (options.Contains(DeidentificationOption.RetainLongitudinalFullDates) && options.Contains(DeidentificationOption.RetainLongitudinalModifiedDates))
            problems.Add("member 'options' has both RetainLongitudinalFullDates and RetainLongitudinalModifiedDates: dates are kept or shifted, choose one.");
        return options;
    }

    private List<string> Characteristics(JsonElement root, OptionSet options)
    {
        const string member = "retainedCharacteristics";
        var allowed = ConfidentialityTable.Characteristics;
        if (!root.TryGetProperty(member, out _))
            return options.Contains(DeidentificationOption.RetainPatientCharacteristics) ? [.. allowed] : [];
        var texts = Texts(root, member, required: false, allowed);
        if (texts.Count == 0 == options.Contains(DeidentificationOption.RetainPatientCharacteristics))
            problems.Add($"member '{member}' names what RetainPatientCharacteristics keeps: list some of {Listing(allowed)} with that option, none without it.");
        return texts;
    }

    private string Text(JsonElement root, string member, Regex form, string allowed)
    {
        if (root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && form.IsMatch(value.GetString()!))
            return value.GetString()!;
        problems.Add($"member '{member}' must be a text of {allowed}.");
        return "";
    }

    private List<string> Texts(JsonElement root, string member, bool required, IReadOnlyList<string> allowed)
    {
        var found = new List<string>();
        if (!root.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            if (required || value.ValueKind != JsonValueKind.Undefined)
                problems.Add($"member '{member}' must be an array (it may be empty) of {Listing(allowed)}.");
            return found;
        }
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && allowed.Contains(item.GetString()!, StringComparer.Ordinal))
                found.Add(item.GetString()!);
            else
                problems.Add($"member '{member}' has {item.GetRawText()}, which is not one of {Listing(allowed)}.");
        }
        return found;
    }

    private static string Listing(IEnumerable<string> names) => string.Join(", ", names);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[\x20-\x5B\x5D-\x7E]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Method();
}
