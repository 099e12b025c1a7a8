using FirstRead.Core.Settings;

namespace FirstRead.Cli;

/// <summary>Where the repository lies: what <c>./firstread</c> says, or the nearest folder above with FirstRead.slnx.</summary>
public static class RepositoryFolder
{
    /// <exception cref="CommandException">Neither is there.</exception>
    public static string Find()
    {
        if (EnvironmentReader.OfProcess.Optional("FIRSTREAD_REPOSITORY") is { } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FirstRead.slnx")))
                return folder.FullName;
        throw new CommandException("The repository was not found: call ./firstread from it, or set FIRSTREAD_REPOSITORY.");
    }
}
