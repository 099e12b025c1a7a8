namespace FirstRead.Cdk;

/// <summary>Folders of the checkout that the program was built in.</summary>
public static class RepositoryFolders
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Cdk => Path.Combine(Root, "cdk");

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FirstRead.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The program does not lie in a checkout of FirstRead.");
    }
}
