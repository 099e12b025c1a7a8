namespace FirstRead.Core.Learning;

/// <summary>Classes with rows and columns that hold what somebody made of pictures: they may show the answer.</summary>
internal static class DerivedClasses
{
    // PS3.4 B.5. Secondary captures in all their forms, segmentations, parametric maps, dose.
    private static readonly HashSet<string> Uids = new(StringComparer.Ordinal)
    {
        "1.2.840.10008.5.1.4.1.1.7",
        "1.2.840.10008.5.1.4.1.1.7.1",
        "1.2.840.10008.5.1.4.1.1.7.2",
        "1.2.840.10008.5.1.4.1.1.7.3",
        "1.2.840.10008.5.1.4.1.1.7.4",
        "1.2.840.10008.5.1.4.1.1.66.4",
        "1.2.840.10008.5.1.4.1.1.66.7",
        "1.2.840.10008.5.1.4.1.1.30",
        "1.2.840.10008.5.1.4.1.1.481.2",
    };

    public static bool Contains(string sopClassUid) => Uids.Contains(sopClassUid);
}
