namespace FirstRead.Core.Review.Signing;

/// <summary>A name as colleagues write it, as a PN (PS3.5 6.2): all of it the family name, for nobody said which part is which.</summary>
internal static class SignerName
{
    private const int Longest = 64;

    public static string Of(string name)
    {
        var kept = string.Concat(name.Where(character => character is not ('\\' or '^' or '=') && !char.IsControl(character))).Trim();
        if (kept.Length > Longest)
            kept = kept[..(char.IsHighSurrogate(kept[Longest - 1]) ? Longest - 1 : Longest)];
        return kept.Length > 0 ? kept : "Unnamed";
    }
}
