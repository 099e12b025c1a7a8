using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class ScratchTests
{
    [Test]
    public void Dump()
    {
        var target = "/tmp/rules/out";
        foreach (var profile in new[] { DeidentificationProfile.Basic, DeidentificationProfile.ClinicalReview })
        {
            using var lost = new StreamWriter($"/tmp/rules/lost-{profile.Name}.tsv");
            foreach (var file in Corpus.Files())
            {
                var bytes = Corpus.Read(file);
                var output = Corpus.Clean(bytes, profile);
                if (output is null)
                    continue;
                var path = Path.Combine(target, profile.Name, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, output);
                Compare(DicomDataset.Read(new MemoryStream(bytes)), Runs.Read(output), file, "", lost);
            }
        }
    }

    private static void Compare(DicomDataset before, DicomDataset after, string file, string path, StreamWriter lost)
    {
        foreach (var element in before)
        {
            if (element.Tag.IsPrivate) continue;
            var keyword = DicomDictionary.Find(element.Tag)?.Keyword ?? element.Tag.ToString();
            var kept = after[element.Tag];
            if (element.Items is { } items)
            {
                if (kept is null) { if (ConfidentialityTable.Find(element.Tag) is null) lost.WriteLine($"{element.Tag}\t{keyword}\tSQ\tgone\t{path}\t{items.Count} items\t{file}"); }
                else for (var i = 0; i < items.Count && i < kept.Items!.Count && items.Count == kept.Items.Count; i++) Compare(items[i], kept.Items[i], file, path + "/" + keyword, lost);
                continue;
            }
            if (element.Value.IsEmpty || ConfidentialityTable.Find(element.Tag) is not null) continue;
            if (kept is null || !kept.Value.Span.SequenceEqual(element.Value.Span))
                lost.WriteLine($"{element.Tag}\t{keyword}\t{element.Vr}\t{(kept is null ? "gone" : kept.Value.IsEmpty ? "emptied" : "changed")}\t{path}\t{(element.Vr.IsText() ? Encoding.Latin1.GetString(element.Value.Span)[..Math.Min(60, element.Value.Length)].Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ') : element.Value.Length + " bytes")}\t{file}");
        }
    }
}
