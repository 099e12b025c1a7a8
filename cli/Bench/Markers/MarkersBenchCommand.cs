using System.CommandLine;
using FirstRead.Adversary.Marking;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Markers;

/// <summary><c>firstread bench markers</c>: plants markers in files of many classes and counts those that each program leaves.</summary>
public static class MarkersBenchCommand
{
    public static Command Create()
    {
        var whole = new Option<bool>("--every-sequence") { Description = "Also a file with markers in every sequence of the dictionary, to depth 4." };
        var command = new Command("markers", "Count planted markers that survive de-identification, here and in the peers found on this machine.") { whole };
        command.SetAction(async (parsed, cancel) =>
        {
            var files = MarkedKind.Classes.Concat(parsed.GetValue(whole) ? [MarkedKind.Whole] : [])
                .Select(kind => (kind.Name, File: MarkedFile.Create(kind, TransferSyntax.ExplicitLittleEndian))).ToList();
            var folder = Directory.CreateTempSubdirectory("firstread-markers-");
            try
            {
                var table = new SurvivorTable(files.Sum(file => file.File.Pen.Plantings.Count), files.Count);
                foreach (var peer in MarkerPeer.All(folder.FullName))
                    foreach (var (name, file) in files)
                        table.Add(peer.Name, await peer.RunAsync(name, file, cancel), file.Pen);
                table.Write(Console.Out);
                return table.OursIsClean ? 0 : 1;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }
}
