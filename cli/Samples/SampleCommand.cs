using System.CommandLine;

namespace FirstRead.Cli.Samples;

/// <summary><c>firstread sample DIR</c>: writes the sample studies.</summary>
public static class SampleCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder to write to; it is created." };
        var command = new Command("sample", "Write sample studies: one real MR series, simulations made from it, and bad files.") { folder };
        command.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(folder).FullName;
            new SampleStudies(BrainSeries.Load(RepositoryFolder.Find())).Write(target);
            foreach (var study in Directory.EnumerateDirectories(target).Order(StringComparer.Ordinal))
                Console.WriteLine($"{Directory.GetFiles(study).Length,4} files  {study}");
        });
        return command;
    }
}
