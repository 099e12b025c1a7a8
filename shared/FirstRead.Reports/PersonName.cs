namespace FirstRead.Reports;

/// <summary>The alphabetic group of a DICOM person name (PS3.5 6.2.1): family, given, middle, prefix, suffix between carets.</summary>
public sealed record PersonName(string Family, string Given, string Middle, string Prefix, string Suffix)
{
    /// <summary>A name without carets is all family name, as the standard has it.</summary>
    public static PersonName Parse(string text)
    {
        var parts = text.Split('=')[0].Split('^').Select(part => part.Trim()).Concat(["", "", "", "", ""]).ToArray();
        return new(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /// <summary>For a person to read: <c>DOE, Jane Q, Dr</c>.</summary>
    public string Shown => string.Join(", ", new[] { Family, string.Join(' ', new[] { Given, Middle }.Where(Filled)), Prefix, Suffix }.Where(Filled));

    private static bool Filled(string part) => part.Length > 0;
}
