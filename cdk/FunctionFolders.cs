namespace FirstRead.Cdk;

/// <summary>What is deployed as a function's code.</summary>
public static class FunctionFolders
{
    /// <summary>The published program under artifacts/functions, or a placeholder that says so, so that a stack synthesizes without a build.</summary>
    public static string Of(string function)
    {
        var published = Path.Combine(RepositoryFolders.Root, "artifacts", "functions", function);
        return File.Exists(Path.Combine(published, "bootstrap")) ? published : Path.Combine(RepositoryFolders.Cdk, "placeholder", "function");
    }
}
