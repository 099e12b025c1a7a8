namespace FirstRead.Core.Learning;

/// <summary>What a case may be called. Parts of the body and levels, never a disease: a list cannot give an answer away, a title can.</summary>
public static class TeachingLists
{
    public static IReadOnlyList<string> Topics { get; } = ["head", "neck", "chest", "breast", "abdomen", "pelvis", "spine", "upper-limb", "lower-limb", "other"];

    public static IReadOnlyList<string> Difficulties { get; } = ["introductory", "intermediate", "advanced"];
}
