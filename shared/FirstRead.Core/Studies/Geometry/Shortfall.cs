namespace FirstRead.Core.Studies.Geometry;

/// <summary>One reason why a study counts as incomplete.</summary>
/// <param name="Code">Stable; pinned by tests.</param>
/// <param name="What">In words, without anything of the patient.</param>
public sealed record Shortfall(string Code, string What)
{
    /// <summary>Files that were promised and did not come, were refused, or wait for a person.</summary>
    public const string FilesLost = "files-lost";

    /// <summary>Slices are missing inside a stack.</summary>
    public const string SliceGap = "slice-gap";

    /// <summary>A header says that the series has more images than have come: slices are missing at an end, or anywhere.</summary>
    public const string FewerThanDeclared = "fewer-than-declared";

    /// <summary>Some positions lack a time point that the others have.</summary>
    public const string TimePointsMissing = "time-points-missing";

    private const int Most = 4;

    /// <summary>What a person reads: the first few, in one line; null for none.</summary>
    public static string? Tell(IReadOnlyList<Shortfall> all) => all.Count == 0 ? null
        : string.Join("; ", all.Take(Most).Select(one => $"{one.Code}: {one.What}")) + (all.Count > Most ? $"; and {all.Count - Most} more" : "");
}
