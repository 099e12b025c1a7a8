namespace FirstRead.Core.Deidentification;

/// <summary>A choice of options of PS3.15 Annex E, as Profiles/*.json and files of that form have it.</summary>
public sealed class DeidentificationProfile
{
    private readonly OptionSet options;

    internal DeidentificationProfile(string name, string method, OptionSet options, IEnumerable<string> characteristics)
    {
        (Name, Method, this.options) = (name, method, options);
        Options = options.Codes.ToHashSet(StringComparer.Ordinal);
        RetainedCharacteristics = characteristics.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Profiles that are part of the program.</summary>
    public static IReadOnlyList<string> Names { get; } = ["basic", "clinical-review"];

    /// <summary>The basic profile alone (113100).</summary>
    public static DeidentificationProfile Basic { get; } = Embedded("basic");

    /// <summary>What the pipeline uses: pixels, descriptors and structured content cleaned, dates shifted, sex, age, size and weight kept.</summary>
    public static DeidentificationProfile ClinicalReview { get; } = Embedded("clinical-review");

    /// <summary>For teaching copies, made of what the one above left: it keeps no describing word at all, for a description can give a case's answer away.</summary>
    public static DeidentificationProfile Teaching { get; } = Embedded("teaching");

    public string Name { get; }

    /// <summary>What (0012,0063) says; at most 64 characters.</summary>
    public string Method { get; }

    /// <summary>Codes of CID 7050 beside the basic profile. Selected, which does not say that each step ran on an instance.</summary>
    public IReadOnlySet<string> Options { get; }

    /// <summary>Keywords of the characteristics that 113108 keeps.</summary>
    public IReadOnlySet<string> RetainedCharacteristics { get; }

    /// <summary>One of <see cref="Names"/>, or the path of a JSON file (Profiles/deidentification-profile.schema.json).</summary>
    /// <exception cref="ProfileException">There is no such name or file, or the file breaks a rule: the message names each.</exception>
    public static DeidentificationProfile Load(string nameOrPath)
    {
        switch (nameOrPath)
        {
            case "basic":
                return Basic;
            case "clinical-review":
                return ClinicalReview;
        }
        try
        {
            using var file = File.OpenRead(nameOrPath);
            return ProfileReader.Read(file, nameOrPath);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ProfileException(nameOrPath, [$"is neither a profile ({string.Join(", ", Names)}) nor a file that can be read."]);
        }
    }

    public bool Has(DeidentificationOption option) => options.Contains(option);

    private static DeidentificationProfile Embedded(string name)
    {
        using var stream = EmbeddedTable.Open($"{name}.json");
        return ProfileReader.Read(stream, $"{name}.json");
    }
}
