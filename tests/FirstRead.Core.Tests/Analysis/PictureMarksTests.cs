using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Pictures;

namespace FirstRead.Core.Tests.Analysis;

public sealed class PictureMarksTests
{
    // A picture of 200 columns and 100 rows in a square of 100: two pixels each, 25 cells of padding above and below.
    private static readonly ModelGrid Grid = ModelGrid.Fit(200, 100, 100);
    private static readonly DetectionTask Detection = new("p", "b", "s", "o", new(0.5, 0.4, 0.8, 0.5, 0.3, 2), Calibration.None);

    [Test]
    public void Detected_Box_LiesInThePicturesPixels()
    {
        var mark = PictureMarks.Detected(Detection, 0.9, [10, 30, 20, 40], [0.7f], null, Grid).Single();
        Assert.That(mark.Box, Is.EqualTo(new PictureBox(19.5, 9.5, 39.5, 29.5)));
    }

    [Test]
    public void Detected_BoxInThePaddingAlone_IsNone() =>
        Assert.That(PictureMarks.Detected(Detection, 0.9, [10, 2, 20, 12], [0.7f], null, Grid).Single().Box, Is.Null, "presence without a place");

    [Test]
    public void Detected_Overlapping_KeepsTheBetterAndTheApart() =>
        Assert.That(
            PictureMarks.Detected(Detection, 0.9, [10, 30, 20, 40, 11, 30, 21, 40, 60, 30, 70, 40], [0.6f, 0.7f, 0.5f], null, Grid).Select(mark => mark.Raw),
            Is.EqualTo(new double[] { 0.7f, 0.5f }));

    [Test]
    public void Detected_MoreThanTheMost_KeepsTheBest() =>
        Assert.That(PictureMarks.Detected(Detection, 0.9, [0, 30, 10, 40, 20, 30, 30, 40, 40, 30, 50, 40], [0.6f, 0.7f, 0.5f], null, Grid), Has.Count.EqualTo(2));

    [Test]
    public void Detected_PresenceBelowItsThreshold_IsNothingWhateverTheBoxesScore() =>
        Assert.That(PictureMarks.Detected(Detection, 0.49, [10, 30, 20, 40], [0.99f], null, Grid), Is.Empty);

    [Test]
    public void Detected_OutlineInTheBox_IsTheMarks()
    {
        var outline = Pictures.Disc(50, 50, 7, 17, 2);
        var mark = PictureMarks.Detected(Detection, 0.9, [10, 30, 20, 40], [0.7f], outline, Grid).Single();
        var centre = mark.Outlines.Single().Centroid;
        // Cell 7 of 50 is cells 14 and 15 of 100, pixels 28 to 32 of the picture.
        Assert.That(centre.Column, Is.EqualTo(29.5).Within(0.5));
        Assert.That(centre.Row, Is.EqualTo(19.5).Within(0.5));
    }

    [TestCase(0.39, 0)]
    [TestCase(0.41, 1)]
    public void Classified_Threshold_Decides(double probability, int marks) =>
        Assert.That(PictureMarks.Classified(new("p", null, new(0.4, 0.9, null), Calibration.None), probability, null, Grid), Has.Count.EqualTo(marks));

    [Test]
    public void AtPoint_TwoDiscs_TakesTheOneThatHoldsThePoint()
    {
        var task = new OutlineAtPointTask("p", new(0.5, 5, 4, null), Calibration.None);
        var map = Pictures.Of(64, 64, (x, y) => Math.Sqrt(Math.Pow(x - 20, 2) + Math.Pow(y - 32, 2)) < 12 || Math.Sqrt(Math.Pow(x - 40, 2) + Math.Pow(y - 32, 2)) < 4 ? 1 : 0);
        var grid = ModelGrid.Crop(300, 300, 200, 100, 64);
        var mark = PictureMarks.AtPoint(task, map, grid, new(209, 100)).Single();
        Assert.That(mark.Outlines.Single().Centroid.Column, Is.EqualTo(208).Within(0.5));
    }

    [Test]
    public void Calibration_Curve_RisesThroughItsMiddle()
    {
        var curve = new Calibration(2, 1);
        Assert.That(curve.Of(0.5), Is.EqualTo(1 / (1 + Math.Exp(-1))).Within(1e-9));
        Assert.That(new[] { 0.0, 0.1, 0.9, 1.0 }.Select(curve.Of), Is.Ordered);
        Assert.That(Calibration.None.Of(0.123456789), Is.EqualTo(0.123456789));
    }
}
