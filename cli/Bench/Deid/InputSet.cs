namespace FirstRead.Cli.Bench.Deid;

/// <summary>Files that every contender is given.</summary>
/// <param name="Name">Of its folder too.</param>
/// <param name="Bar">The multiple of <c>cp</c> that ours must not exceed; null where something else counts.</param>
internal sealed record InputSet(string Name, string Title, double? Bar, Action<string> Write)
{
    public static IReadOnlyList<InputSet> All { get; } =
    [
        new("radiographs", "20 radiographs of 15 MB", 2, SyntheticFiles.Radiographs),
        new("slices", "CT series of 300 slices", 4, SyntheticFiles.Slices),
        new("multiframe1", "multi-frame of 1 GiB", 2, folder => SyntheticFiles.MultiFrame(folder, 1)),
        new("multiframe2", "multi-frame of 2 GiB", 2, folder => SyntheticFiles.MultiFrame(folder, 2)),
        new("slice", "one CT slice", null, SyntheticFiles.OneSlice),
    ];

    /// <summary>Writes the files into a folder of the set's name, unless an earlier run has; returns the folder.</summary>
    public string Provide(string root)
    {
        var folder = Path.Combine(root, Name);
        if (Directory.Exists(folder))
            return folder;
        var unfinished = folder + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        Write(unfinished);
        Directory.Move(unfinished, folder);
        return folder;
    }
}
