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

    [TestCaseSource(nameof(Kinds))]
    public void ClinicalReview_EveryAttributeMarked_OnlyTimesOfListedAttributesRemain(MarkedKind kind, TransferSyntax syntax)
    {
        var file = Marked(kind, syntax);

        var output = MarkedRuns.Clean(file.Bytes, DeidentificationProfile.ClinicalReview);

        Assert.That(Told(file, output).Where(leak => !leak.MayStay && !leak.IsKeptTime).Select(leak => leak.Words).Take(30), Is.Empty);
    }

    [Test]
    public void Report_EveryAttributeMarked_HoldsNoMarker()
    {
        var file = Marked(MarkedKind.Classes[1], TransferSyntax.ExplicitLittleEndian);

        var report = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Runs.Run(file.Bytes, DeidentificationProfile.ClinicalReview).Instance);

        Assert.That(new MarkerSearch(file.Pen).Find(report).Where(survivor => survivor.Form != MarkerForm.Age), Is.Empty);
    }

    // What the tests above rest on: every marker that was written is seen where nothing removes it.
    [Test]
    public void Search_OfTheMarkedFileItself_FindsEveryMarker([Values] bool bigEndian)
    {
        var file = Marked(MarkedKind.Whole, bigEndian ? TransferSyntax.ExplicitBigEndian : TransferSyntax.ExplicitLittleEndian);

        var found = new MarkerSearch(file.Pen).Find(file.Bytes).Where(survivor => survivor.Id >= 0).Select(survivor => survivor.Id).ToHashSet();

        // Ages are too few to have numbers of their own, days come again after fifty thousand, numbers are swapped in a big-endian file.
        var missed = file.Pen.Plantings.Where((planting, id) => !found.Contains(id) && planting.Vr.IsText() && planting.Vr is not (Vr.AS or Vr.DA)).ToList();
        Assert.That(file.Pen.Plantings, Has.Count.GreaterThan(100_000));
        Assert.That(missed.Count, Is.LessThan(file.Pen.Plantings.Count / 100), string.Join('\n', missed.Take(20)));
    }

    private static IEnumerable<(string Words, bool MayStay, bool IsKeptTime)> Told(MarkedFile file, byte[] output) =>
        from survivor in new MarkerSearch(file.Pen).Find(output)
        let planting = survivor.Id < 0 ? default : file.Pen.Plantings[survivor.Id]
        select ($"{survivor.Form} {survivor.View} at {survivor.Offset}: {planting}", MayStay(survivor, planting), IsKeptTime(survivor, planting));

    // Under 113107 a time of day stays, alone or behind a date that was moved, in the attributes that PS3.15 marks so.
    private static bool IsKeptTime(Survivor survivor, Planting planting) =>
        survivor is { Form: MarkerForm.Time, Id: >= 0 } && planting.Vr is Vr.TM or Vr.DT && ConfidentialityTable.Find(planting.Tag)?.Options.Contains('D') == true;

    // A number stays a number where PS3.15 does not list the attribute.
    private static bool MayStay(Survivor survivor, Planting planting) =>
        survivor is { Form: MarkerForm.Number, Id: >= 0 } && planting.Vr is Vr.DS or Vr.IS && ConfidentialityTable.Find(planting.Tag) is null;

    // Made once for each encoding: a hundred thousand elements.
    private static MarkedFile Marked(MarkedKind kind, TransferSyntax syntax) => Files.GetOrAdd((kind, syntax.Uid), _ => MarkedFile.Create(kind, syntax));
}
