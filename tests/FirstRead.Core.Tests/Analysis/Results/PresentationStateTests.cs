using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;

namespace FirstRead.Core.Tests.Analysis.Results;

public sealed class PresentationStateTests
{
    [Test]
    public void Build_PicturesOfTwoRescales_AreTwoStatesWithTheirOwn()
    {
        var states = PresentationStates.Build(ReportCases.Series());
        Assert.That(states.Select(state => state.GetDouble(Tags.RescaleSlope)), Is.EqualTo(new[] { 1.5, 2.5 }));
        Assert.That(states.Select(state => state.GetString(Tags.SOPInstanceUID)).Distinct().Count(), Is.EqualTo(2));
        Assert.That(
            states.Select(state => state.GetSequence(Tags.ReferencedSeriesSequence).Single().GetSequence(Tags.ReferencedImageSequence).Count),
            Is.EqualTo(new[] { 3, 1 }), "the pictures that are drawn on");
    }

    [Test]
    public void Annotations_Outlines_LieOnTheirPictureWithTheFindingsLabel()
    {
        var annotations = PresentationStates.Build(ReportCases.Series())[1].GetSequence(Tags.GraphicAnnotationSequence);
        var annotation = annotations.Single();
        var lines = annotation.GetSequence(Tags.GraphicObjectSequence);
        Assert.Multiple(() =>
        {
            Assert.That(annotation.GetSequence(Tags.ReferencedImageSequence).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.103"));
            Assert.That(lines, Has.Count.EqualTo(2), "two outlines of one finding");
            Assert.That(lines[0].GetDoubles(Tags.GraphicData), Is.EqualTo(new[] { 30.5, 30.5, 34.5, 30.5, 34.5, 34.5, 30.5, 34.5, 30.5, 30.5 }));
            Assert.That(lines[0].GetInt(Tags.NumberOfGraphicPoints), Is.EqualTo(5));
            Assert.That(annotation.GetSequence(Tags.TextObjectSequence).Single().GetString(Tags.UnformattedTextValue), Does.StartWith("F2 Enhancing mass 0.94").And.EndsWith("unverified"));
        });
    }

    [Test]
    public void Display_Slice_KeepsWindowAreaAndSize()
    {
        var state = PresentationStates.Build(ReportCases.Series())[0];
        var area = state.GetSequence(Tags.DisplayedAreaSelectionSequence)[0];
        Assert.Multiple(() =>
        {
            Assert.That(area.GetDoubles(Tags.DisplayedAreaTopLeftHandCorner), Is.EqualTo(new double[] { 1, 1 }));
            Assert.That(area.GetDoubles(Tags.DisplayedAreaBottomRightHandCorner), Is.EqualTo(new double[] { 48, 64 }), "columns, then rows");
            Assert.That(area.GetDoubles(Tags.PresentationPixelSpacing), Is.EqualTo(new[] { 0.5, 0.5 }));
            Assert.That(state.GetSequence(Tags.SoftcopyVOILUTSequence).Select(window => window.GetDouble(Tags.WindowCenter)), Is.EqualTo(new double[] { 400, 401, 402 }));
            Assert.That(state.GetString(Tags.PresentationLUTShape), Is.EqualTo("IDENTITY"));
        });
    }

    [Test]
    public void Display_RadiographAtTheDetector_IsInverseAndGivesNoSizeToMeasureWith()
    {
        var state = PresentationStates.Build(ReportCases.Radiograph(header => header.Add(Tags.ImagerPixelSpacing, 0.2, 0.1))).Single();
        var area = state.GetSequence(Tags.DisplayedAreaSelectionSequence).Single();
        Assert.That(state.GetString(Tags.PresentationLUTShape), Is.EqualTo("INVERSE"));
        Assert.That(area.Contains(Tags.PresentationPixelSpacing), Is.False);
        Assert.That(area.GetDoubles(Tags.PresentationPixelAspectRatio), Is.EqualTo(new double[] { 2000, 1000 }));
    }

    [Test]
    public void Build_ColourOrNothingFound_IsNoState()
    {
        Assert.That(PresentationStates.Build(ReportCases.Radiograph(header => header.Add(Tags.PhotometricInterpretation, "RGB"))), Is.Empty);
        Assert.That(PresentationStates.Build(ReportCases.Nothing()), Is.Empty);
    }
}
