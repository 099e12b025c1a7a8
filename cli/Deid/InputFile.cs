namespace FirstRead.Cli.Deid;

/// <summary>A file to de-identify.</summary>
/// <param name="Path">As the person at the terminal can find it: it begins with the argument that led to it.</param>
/// <param name="Folder">Its folder below that argument, with slashes; empty for the argument itself and what lies in it.</param>
internal sealed record InputFile(string Path, string Folder)
{
    /// <summary>
    /// Every file that the paths name, in the order of the arguments and then of names. Links to files are followed; links
    /// to folders are not, for they may lead in a circle. What lies in the target folder is left out.
    /// </summary>
    /// <exception cref="CommandException">A path is the target, or lies in it.</exception>
    public static List<InputFile> Find(IEnumerable<string> paths, string target)
    {
        var root = RealPath(target);
        var files = new List<InputFile>();
        foreach (var path in paths)
        {
            if (IsWithin(RealPath(path), root))
                throw new CommandException($"'{path}' lies in the folder that is written to.");
            if (Directory.Exists(path))
                AddFolder(files, path, "", root);
            else
                files.Add(new InputFile(path, ""));
        }
        return files;
    }

    private static void AddFolder(List<InputFile> files, string path, string folder, string root)
    {
        if (IsWithin(RealPath(path), root))
            return;
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(path).GetFileSystemInfos();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Listed as a file that cannot be read: the run must not pass in silence over what it did not see.
            files.Add(new InputFile(path, folder));
            return;
        }
        Array.Sort(entries, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        foreach (var entry in entries)
        {
            var below = System.IO.Path.Combine(path, entry.Name);
            if (entry is not DirectoryInfo)
                files.Add(new InputFile(below, folder));
            else if (entry.LinkTarget is null)
                AddFolder(files, below, folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}", root);
        }
    }

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string RealPath(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        return Directory.Exists(full) && new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true) is { } real ? real.FullName : full;
    }
}
