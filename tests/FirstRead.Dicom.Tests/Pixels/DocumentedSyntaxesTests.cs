using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Tests.RealFiles;

namespace FirstRead.Dicom.Tests.Pixels;

public class DocumentedSyntaxesTests
{
    [Test]
    public void TableOfTransferSyntaxes_SaysWhatTheCodeDoes()
    {
        var rows = File.ReadLines(Path.Combine(SampleFiles.Root, "docs", "dicom.md")).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells is [_, _, ['1', '.', ..], "yes", _, _, _])
            .ToDictionary(cells => cells[2], cells => (Name: cells[1].Replace(" (retired)", ""), Decodes: cells[4] == "yes"));
        var syntaxes = UidRegistry.All.Where(entry => entry.Type == UidRegistry.TransferSyntaxType)
            .Select(entry => TransferSyntax.Find(entry.Uid)!).Where(syntax => syntax.IsReadable).ToList();
        Assert.That(rows.Keys, Is.EquivalentTo(syntaxes.Select(syntax => syntax.Uid)));
        Assert.Multiple(() =>
        {
            foreach (var syntax in syntaxes)
            {
                var isNative = !syntax.IsEncapsulated && !syntax.Name.StartsWith("JPIP", StringComparison.Ordinal);
                Assert.That(rows[syntax.Uid], Is.EqualTo((syntax.Name, isNative || FrameDecoder.Takes(syntax))), syntax.Uid);
            }
        });
    }
}
