using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>Area and long axis of a box of 20 by 20 pixels, as the radiograph's header allows.</summary>
public sealed class ReportLengthTests
{
    [Test]
    public void Radiograph_WithoutSpacing_IsInPixelsAndHasNoMillimetre()
    {
        var document = Built(_ => { });
        Assert.That(Measured(document), Is.EqualTo(new[] { "42798000 400 {pixels}", "103339001 28.3 {pixels}" }));
        Assert.That(ReportCases.Tree(document).SelectMany(Units), Has.None.StartsWith("mm"));
    }

    [Test]
    public void Radiograph_ImagerPixelSpacing_IsMillimetresAtTheDetector()
    {
        var document = Built(header => header.Add(Tags.ImagerPixelSpacing, 0.2, 0.2));
        Assert.That(Measured(document), Is.EqualTo(new[] { "42798000 16 mm2 DETECTOR", "103339001 5.7 mm DETECTOR" }));
        Assert.That(ReportCases.Tree(document).Select(item => item.GetString(Tags.TextValue) ?? ""), Has.Some.Contains("at the detector"));
    }

    [Test]
    public void Radiograph_PixelSpacingThatOnlyRepeatsTheDetectors_IsAtTheDetector() =>
        Assert.That(
            Measured(Built(header => header.Add(Tags.ImagerPixelSpacing, 0.2, 0.2).Add(Tags.PixelSpacing, 0.2, 0.2))),
            Is.EqualTo(new[] { "42798000 16 mm2 DETECTOR", "103339001 5.7 mm DETECTOR" }));

    [Test]
    public void Radiograph_CalibratedPixelSpacing_IsInThePatient() =>
        Assert.That(
            Measured(Built(header => header.Add(Tags.ImagerPixelSpacing, 0.2, 0.2).Add(Tags.PixelSpacing, 0.1, 0.1))),
            Is.EqualTo(new[] { "42798000 4 mm2", "103339001 2.8 mm" }));

    [Test]
    public void Radiograph_PixelSpacingAlone_SaysThatNobodyKnows() =>
        Assert.That(Measured(Built(header => header.Add(Tags.PixelSpacing, 0.1, 0.1))), Is.EqualTo(new[] { "42798000 4 mm2 UNSTATED", "103339001 2.8 mm UNSTATED" }));

    [Test]
    public void Slice_InThePatient_IsInMillimetres() =>
        Assert.That(Measured(ReportCases.Stored(StructuredReport.Build(ReportCases.Series()))), Is.EqualTo(new[]
        {
            "118565006 2400 mm3", "42798000 120.5 mm2", "103339001 14.2 mm", "42798000 4 mm2", "103339001 2.8 mm", "42798000 6.3 mm2", "103339001 3.5 mm",
        }));

    private static DicomDataset Built(Action<DicomDataset> describe) => ReportCases.Stored(StructuredReport.Build(ReportCases.Radiograph(describe)));

    private static string[] Measured(DicomDataset document) =>
    [
        .. ReportCases.Tree(document).Where(item => item.GetString(Tags.ValueType) == "NUM" && ReportCases.Concept(item) != "111012").Select(item => string.Join(
            ' ',
            [ReportCases.Concept(item)!, item.GetSequence(Tags.MeasuredValueSequence)[0].GetString(Tags.NumericValue)!, .. Units(item), .. Methods(item)])),
    ];

    private static IEnumerable<string> Units(DicomDataset item) =>
        item.GetSequence(Tags.MeasuredValueSequence).SelectMany(value => value.GetSequence(Tags.MeasurementUnitsCodeSequence)).Select(unit => unit.GetString(Tags.CodeValue)!);

    private static IEnumerable<string> Methods(DicomDataset item) =>
        item.GetSequence(Tags.ContentSequence).SelectMany(method => method.GetSequence(Tags.ConceptCodeSequence)).Select(code => code.GetString(Tags.CodeValue)!);
}
