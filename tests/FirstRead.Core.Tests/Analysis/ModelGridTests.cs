using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Tests.Analysis;

public sealed class ModelGridTests
{
    [Test]
    public void ToModel_PixelsOfHalfTheSize_AveragesFourByFour()
    {
        var source = Pictures.Of(4, 4, (column, row) => (row * 4) + column);
        var model = ModelGrid.Physical(4, 4, new(1, 1), 2, 2).ToModel(source);
        Assert.That(model.Values, Is.EqualTo(new[] { 2.5f, 4.5f, 10.5f, 12.5f }));
    }

    [Test]
    public void ToModel_OneAndAHalfPixels_WeighsTheSharedPixelHalf()
    {
        // Three columns onto two: (a + b/2) / 1.5 and (b/2 + c) / 1.5.
        var source = new Field(3, 3, [3, 6, 9, 3, 6, 9, 3, 6, 9]);
        var model = ModelGrid.Physical(3, 3, new(1, 1), 2, 1.5).ToModel(source);
        Assert.That(model.Values, Is.EqualTo(new[] { 4f, 8f, 4f, 8f }).Within(1e-6));
    }

    [Test]
    public void ToModel_NarrowPicture_LiesInTheMiddleOfZeros()
    {
        var model = ModelGrid.Physical(2, 2, new(1, 1), 4, 1).ToModel(new(2, 2, [1, 2, 3, 4]));
        Assert.That(model.Values, Is.EqualTo(new float[] { 0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void ToModel_WidePicture_LosesItsBordersEvenly()
    {
        var model = ModelGrid.Physical(6, 2, new(1, 1), 2, 1).ToModel(new(6, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
        Assert.That(model.Values, Is.EqualTo(new float[] { 3, 4, 9, 10 }));
    }

    [Test]
    public void ToModel_CoarsePixels_InterpolatesBetweenCentres()
    {
        // Two columns of 2 mm onto four of 1 mm: centres lie a quarter and three quarters of the way, the border keeps its value.
        var model = ModelGrid.Physical(2, 2, new(2, 2), 4, 1).ToModel(new(2, 2, [0, 4, 0, 4]));
        Assert.That(model.Values[..4], Is.EqualTo(new[] { 0f, 1f, 3f, 4f }).Within(1e-6));
    }

    [Test]
    public void ToModel_AnisotropicPixels_BecomeSquare()
    {
        // 8 rows of 0.5 mm, 2 columns of 2 mm: 4 by 4 mm.
        var model = ModelGrid.Physical(2, 8, new(0.5, 2), 4, 1).ToModel(Pictures.Of(2, 8, (_, row) => row / 2));
        Assert.That(Enumerable.Range(0, 4).Select(row => model[1, row]), Is.EqualTo(new[] { 0f, 1f, 2f, 3f }).Within(1e-6));
    }

    [Test]
    public void ToSource_DiscOfTheModel_KeepsItsPlaceAndSize()
    {
        // 100 columns of 0.8 mm and 60 rows of 1.2 mm; a disc of 10 mm radius 8 mm right of and 5 mm above the centre.
        var grid = ModelGrid.Physical(100, 60, new(1.2, 0.8), 64, 1.3067);
        var map = Pictures.Disc(64, 64, 31.5 + (8 / 1.3067), 31.5 - (5 / 1.3067), 10 / 1.3067);
        var source = grid.ToSource(map);
        var region = FirstRead.Core.Analysis.Lesions.Regions.Find(source, 0.5).Single();
        var outline = FirstRead.Core.Analysis.Lesions.OutlineTracing.Trace(source, region, 0.5);
        Assert.Multiple(() =>
        {
            Assert.That((outline.Centroid.Column - 49.5) * 0.8, Is.EqualTo(8).Within(0.1));
            Assert.That((outline.Centroid.Row - 29.5) * 1.2, Is.EqualTo(-5).Within(0.1));
            Assert.That(outline.AreaMm2(new(1.2, 0.8)), Is.EqualTo(Math.PI * 100).Within(2).Percent);
        });
    }

    [Test]
    public void Squash_WidePicture_LosesItsAspect()
    {
        var model = ModelGrid.Squash(4, 2, 2).ToModel(new(4, 2, [1, 3, 5, 7, 1, 3, 5, 7]));
        Assert.That(model.Values, Is.EqualTo(new float[] { 2, 6, 2, 6 }));
    }

    [Test]
    public void Fit_OddRest_HasItsLargerHalfBelow()
    {
        // 4 columns of 1 row: one row of the lowest value above, two below.
        var model = ModelGrid.Fit(4, 1, 4).ToModel(new(4, 1, [9, 7, 8, 5]));
        Assert.That(model.Values, Is.EqualTo(new float[] { 5, 5, 5, 5, 9, 7, 8, 5, 5, 5, 5, 5, 5, 5, 5, 5 }));
    }

    [Test]
    public void Crop_AtTheCorner_IsPaddedWithTheLowestValue()
    {
        var model = ModelGrid.Crop(3, 3, 0, 2, 4).ToModel(new(3, 3, [11, 12, 13, 14, 15, 16, 17, 18, 19]));
        Assert.That(model.Values, Is.EqualTo(new float[] { 11, 11, 11, 12, 11, 11, 14, 15, 11, 11, 17, 18, 11, 11, 11, 11 }));
    }

    [Test]
    public void ToSource_CoarseMap_KeepsItsValueToTheEdge()
    {
        var map = ModelGrid.Squash(8, 8, 16).ToSource(new(2, 2, [1, 3, 1, 3]));
        Assert.That(map[0, 0], Is.EqualTo(1));
        Assert.That(map[7, 7], Is.EqualTo(3));
        Assert.That(map[4, 4], Is.EqualTo(2.25f).Within(1e-6), "half a source pixel right of the middle, an eighth of a cell");
    }

    [TestCase(2, 3, 1)]
    [TestCase(1, 0, 4)]
    public void EdgeToSource_OfToModel_IsTheWayBack(double column, double row, int side)
    {
        var grid = ModelGrid.Fit(40, 30, side);
        Assert.That(grid.Across.EdgeToSource(grid.ModelColumn(column) + 0.5, side), Is.EqualTo(column + 0.5).Within(1e-9));
        Assert.That(grid.Down.EdgeToSource(grid.ModelRow(row) + 0.5, side), Is.EqualTo(row + 0.5).Within(1e-9));
    }
}
