namespace FirstRead.Core.Deidentification;

/// <summary>Reads the text files under Tables/ and Profiles/ that are part of this assembly.</summary>
internal static class EmbeddedTable
{
    /// <summary>Lines without blank ones and those that begin with <c>#</c>.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }

    /// <summary>Lines cut at tabs.</summary>
    public static IEnumerable<string[]> Rows(string name) => Lines(name).Select(line => line.Split('\t'));

    public static Stream Open(string name) => typeof(EmbeddedTable).Assembly.GetManifestResourceStream($"Deidentification/{name}")
        ?? throw new InvalidOperationException($"Resource Deidentification/{name} is not embedded.");
}
