namespace FirstRead.Reports;

/// <summary>The alphabetic group of a DICOM person name (PS3.5 6.2.1): family, given, middle, prefix, suffix between carets.</summary>
public sealed record PersonName(string Family, string Given, string Middle, string Prefix, string Suffix)
{
    /// <summary>A name without carets is all family name, as the standard has it.</summary>
    public static PersonName Parse(string text)
    {
        // Some clinics leave the alphabetic group empty.
        var group = text.Split('=').FirstOrDefault(one => one.Any(letter => letter is not ('^' or ' '))) ?? "";
        return OfGroup(group);
    }

    /// <summary>The ideographic and the phonetic group, where they are filled and another one came first.</summary>
    public static IReadOnlyList<PersonName> Others(string text) =>
        [.. text.Split('=').Select(OfGroup).Where(name => name.Shown.Length > 0).Skip(1)];

    private static PersonName OfGroup(string group)
    {
        var parts = group.Split('^').Select(part => part.Trim()).Concat(["", "", "", "", ""]).ToArray();
        return new(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /// <summary>For a person to read: <c>DOE, Jane Q, Dr</c>.</summary>
    public string Shown => string.Join(", ", new[] { Family, string.Join(' ', new[] { Given, Middle }.Where(Filled)), Prefix, Suffix }.Where(Filled));

    private static bool Filled(string part) => part.Length > 0;
}
