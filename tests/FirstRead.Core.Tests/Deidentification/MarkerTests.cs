using System.Collections.Concurrent;
using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class MarkerTests
{
    private static readonly TransferSyntax[] Syntaxes =
        [TransferSyntax.ExplicitLittleEndian, TransferSyntax.ImplicitLittleEndian, TransferSyntax.ExplicitBigEndian, TransferSyntax.DeflatedExplicitLittleEndian];

    private static readonly ConcurrentDictionary<string, byte[]> Files = new();

    [TestCaseSource(nameof(Syntaxes))]
    public void Basic_EveryAttributeMarked_NoMarkerInRawBytes(TransferSyntax syntax)
    {
        var input = Marked(syntax);

        var output = Runs.Run(input, DeidentificationProfile.Basic).Output;

        Assert.That(Survivors(output, Markers.Text, Markers.Date, Markers.DottedDate, Markers.Time, Markers.UidRoot), Is.Empty);
    }

    [TestCaseSource(nameof(Syntaxes))]
    public void ClinicalReview_EveryAttributeMarked_OnlyListedTimesRemain(TransferSyntax syntax)
    {
        var input = Marked(syntax);

        var output = Runs.Run(input, DeidentificationProfile.ClinicalReview).Output;

        Assert.That(Survivors(output, Markers.Text, Markers.Date, Markers.DottedDate, Markers.UidRoot), Is.Empty);
        foreach (var (tag, value) in Texts(Runs.Read(output)).Where(text => text.Value.Contains(Markers.Time, StringComparison.Ordinal)))
            Assert.That(ConfidentialityTable.Find(tag)?.Options, Does.Contain("D"), $"{tag} kept {value.Length} characters of time");
    }

    [Test]
    public void Input_EveryAttributeMarked_HoldsThousandsOfMarkers()
    {
        var input = Marked(TransferSyntax.ExplicitLittleEndian);

        var text = Encoding.Latin1.GetString(input);

        Assert.That(text.Split(Markers.Text).Length, Is.GreaterThan(50_000));
        Assert.That(text.Split(Markers.UidRoot).Length, Is.GreaterThan(1_000));
    }

    // Made once for each encoding: a hundred thousand elements.
    private static byte[] Marked(TransferSyntax syntax) => Files.GetOrAdd(syntax.Uid, _ => MarkedFile.Create(syntax));

    // Deflated output is inflated by reading it: each value is looked at, and the raw bytes before the data set.
    private static List<string> Survivors(byte[] output, params string[] markers)
    {
        var found = markers.Where(marker => Runs.Holds(output, marker)).Select(marker => $"raw {marker}").ToList();
        found.AddRange(Texts(Runs.Read(output)).Where(text => markers.Any(marker => text.Value.Contains(marker, StringComparison.Ordinal))).Select(text => text.Tag.ToString()));
        return found;
    }

    private static IEnumerable<(DicomTag Tag, string Value)> Texts(DicomDataset dataset)
    {
        foreach (var element in dataset)
        {
            if (element.Items is null)
                yield return (element.Tag, Encoding.Latin1.GetString(element.Value.Span));
            foreach (var item in element.Items ?? [])
                foreach (var text in Texts(item))
                    yield return text;
        }
    }
}
