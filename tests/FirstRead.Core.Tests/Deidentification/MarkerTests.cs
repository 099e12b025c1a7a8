using System.Collections.Concurrent;
using FirstRead.Adversary.Marking;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class MarkerTests
{
    private static readonly TransferSyntax[] Syntaxes =
        [TransferSyntax.ExplicitLittleEndian, TransferSyntax.ImplicitLittleEndian, TransferSyntax.ExplicitBigEndian, TransferSyntax.DeflatedExplicitLittleEndian];

    private static readonly ConcurrentDictionary<(MarkedKind, string), MarkedFile> Files = new();

    private static IEnumerable<TestCaseData> Kinds() =>
        MarkedKind.Classes.Select(kind => new TestCaseData(kind, TransferSyntax.ExplicitLittleEndian).SetArgDisplayNames(kind.Name))
            .Append(new TestCaseData(MarkedKind.Misnamed, TransferSyntax.ExplicitLittleEndian).SetArgDisplayNames(MarkedKind.Misnamed.Name))
            .Append(new TestCaseData(MarkedKind.Misnamed, TransferSyntax.ExplicitBigEndian).SetArgDisplayNames(MarkedKind.Misnamed.Name + ", big endian"))
            .Concat(Syntaxes.Select(syntax => new TestCaseData(MarkedKind.Whole, syntax).SetArgDisplayNames($"{MarkedKind.Whole.Name}, {syntax.Name}")));

    [TestCaseSource(nameof(Kinds))]
    public void Basic_EveryAttributeMarked_NoMarkerInRawBytes(MarkedKind kind, TransferSyntax syntax)
    {
        var file = Marked(kind, syntax);

        var output = MarkedRuns.Clean(file.Bytes, DeidentificationProfile.Basic);

        Assert.That(Told(file, output).Where(leak => !leak.MayStay).Select(leak => leak.Words).Take(30), Is.Empty);
    }

    // Read whatever form the file took.
    private static IEnumerable<(string Words, bool MayStay)> Told(MarkedFile file, byte[] output) =>
        from survivor in new MarkerSearch(file.Pen).Find(output)
        let planting = survivor.Id < 0 ? default : file.Pen.Plantings[survivor.Id]
        select ($"{survivor.Form} {survivor.View} at {survivor.Offset}: {planting}", MayStay(survivor, planting));

    // A number stays a number where PS3.15 does not list the attribute.
    private static bool MayStay(Survivor survivor, Planting planting) =>
        survivor is { Form: MarkerForm.Number, Id: >= 0 } && planting.Vr is Vr.DS or Vr.IS && ConfidentialityTable.Find(planting.Tag) is null;

    // Made once for each encoding: a hundred thousand elements.
    private static MarkedFile Marked(MarkedKind kind, TransferSyntax syntax) => Files.GetOrAdd((kind, syntax.Uid), _ => MarkedFile.Create(kind, syntax));
}
