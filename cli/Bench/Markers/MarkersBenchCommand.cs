using System.CommandLine;
using FirstRead.Adversary.Marking;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Markers;

/// <summary><c>firstread bench markers</c>: plants markers in files of many classes and counts those that each program leaves.</summary>
public static class MarkersBenchCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Files of every class with markers in every corner, hostile ones among them, and one with markers in every sequence of the dictionary. Most programs write none of these." };
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Leave the marked files and the peers' outputs in this folder." };
        var command = new Command("markers", "Count planted markers that survive de-identification, here and in the peers found on this machine.") { all, keep };
        command.SetAction(async (parsed, cancel) =>
        {
            IEnumerable<MarkedKind> kinds = parsed.GetValue(all) ? [.. MarkedKind.Classes, MarkedKind.Misnamed, MarkedKind.Whole] : [MarkedKind.Gentle];
            var files = kinds
                .Select(kind => (kind.Name, File: MarkedFile.Create(kind, TransferSyntax.ExplicitLittleEndian))).ToList();
            var kept = parsed.GetValue(keep);
            var folder = kept is null ? Directory.CreateTempSubdirectory("firstread-markers-") : Directory.CreateDirectory(kept.FullName);
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
                if (kept is null)
                    folder.Delete(recursive: true);
            }
        });
        return command;
    }
}
