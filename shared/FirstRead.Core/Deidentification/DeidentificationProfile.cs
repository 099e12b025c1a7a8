using System.Collections.Frozen;
using System.Text.Json;

namespace FirstRead.Core.Deidentification;

/// <summary>A named choice of options of PS3.15 Annex E, as Profiles/*.json have it.</summary>
public sealed class DeidentificationProfile
{
    private DeidentificationProfile(JsonElement root)
    {
        Name = root.GetProperty("name").GetString()!;
        Method = root.GetProperty("method").GetString()!;
        Options = Texts(root, "options");
        RetainedCharacteristics = Texts(root, "retainedCharacteristics");
    }

    /// <summary>The basic profile alone (113100).</summary>
    public static DeidentificationProfile Basic { get; } = Load("basic");

    /// <summary>What the pipeline uses: dates shifted, descriptors cleaned, sex, age, size and weight kept.</summary>
    public static DeidentificationProfile ClinicalReview { get; } = Load("clinical-review");

    public string Name { get; }

    /// <summary>What (0012,0063) says; at most 64 characters.</summary>
    public string Method { get; }

    /// <summary>Codes of CID 7050 beside the basic profile.</summary>
    public IReadOnlySet<string> Options { get; }

    /// <summary>Keywords of the characteristics that 113108 keeps.</summary>
    public IReadOnlySet<string> RetainedCharacteristics { get; }

    private static FrozenSet<string> Texts(JsonElement root, string name) =>
        root.GetProperty(name).EnumerateArray().Select(text => text.GetString()!).ToFrozenSet(StringComparer.Ordinal);

    private static DeidentificationProfile Load(string name)
    {
        using var stream = EmbeddedTable.Open($"{name}.json");
        using var document = JsonDocument.Parse(stream);
        return new DeidentificationProfile(document.RootElement);
    }
}
