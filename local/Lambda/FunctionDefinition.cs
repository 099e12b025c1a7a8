using FirstRead.Local.Processes;
using FirstRead.Local.Template;

namespace FirstRead.Local.Lambda;

/// <summary>A function as cdk/ declares it.</summary>
/// <param name="Name">Its resource name, for example <c>firstread-ingest</c>.</param>
/// <param name="Concurrency">How many processes run it at a time (reserved concurrency).</param>
/// <param name="Program">Where it was built; null as long as it was not.</param>
public sealed record FunctionDefinition(
    string Name,
    int Concurrency,
    TimeSpan Timeout,
    Func<FunctionProgram?> Program,
    IReadOnlyDictionary<string, string> Environment,
    int MemoryMegabytes = 2048)
{
    public string Arn => PhysicalNames.Arn("lambda", $"function:{Name}");

    public ChildCommand Command(FunctionProgram program, IEnumerable<KeyValuePair<string, string>> more) => new(
        Name["firstread-".Length..], program.Executable, program.Arguments,
        new Dictionary<string, string>([.. Environment, KeyValuePair.Create(ProgramEnvironment.ProgramName, Name["firstread-".Length..]), .. more]), program.Folder);
}

/// <summary>What to start, and in which folder.</summary>
public sealed record FunctionProgram(string Executable, IReadOnlyList<string> Arguments, string Folder)
{
    private static readonly string[] Configurations = ["Release", "Debug"];

    /// <summary>A program that needs no installed runtime, as it runs on AWS; null when there is none.</summary>
    public static FunctionProgram? Published(string folder, string executable) =>
        Path.Combine(folder, executable) is var file && File.Exists(file) ? new FunctionProgram(file, [], folder) : null;

    /// <summary>
    /// The newest build of a project: a published <c>bootstrap</c>, or the assembly named like the project.
    /// Null when there is none.
    /// </summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="assembly">Without extension.</param>
    public static FunctionProgram? Find(string project, string assembly)
    {
        var candidates =
            from configuration in Configurations
            let folder = Path.Combine(project, "bin", configuration, "net10.0")
            from file in new[] { Path.Combine(folder, "publish", "bootstrap"), Path.Combine(folder, assembly + ".dll") }
            where File.Exists(file)
            orderby File.GetLastWriteTimeUtc(file) descending
            select file;
        return candidates.FirstOrDefault() switch
        {
            null => null,
            var file when file.EndsWith(".dll", StringComparison.Ordinal) => new FunctionProgram("dotnet", [file], Path.GetDirectoryName(file)!),
            var file => new FunctionProgram(file, [], Path.GetDirectoryName(file)!),
        };
    }
}
