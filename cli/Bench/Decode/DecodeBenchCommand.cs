using System.CommandLine;

namespace FirstRead.Cli.Bench.Decode;

/// <summary><c>firstread bench decode</c>: what decoding a megapixel takes in each transfer syntax.</summary>
public static class DecodeBenchCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "The least of so many counts.", DefaultValueFactory = _ => 5 };
        var command = new Command("decode", "Decode frames that dcmtk and gdcm have written, here and there; print CPU milliseconds a megapixel as Markdown.") { rounds };
        command.SetAction(parsed =>
        {
            var folder = Directory.CreateTempSubdirectory("firstread-decode-");
            try
            {
                new DecodeBench(folder.FullName, Math.Max(1, parsed.GetValue(rounds))).Run(Console.Out);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }
}
