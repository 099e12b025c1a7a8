using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Tests.Analysis;

public sealed class ModelGridTests
{
    [Test]
    public void ToModel_PixelsOfHalfTheSize_AveragesFourByFour()
    {
        var source = Pictures.Of(4, 4, (column, row) => (row * 4) + column);
        var model = new ModelGrid(4, 4, new(1, 1), 2, 2).ToModel(source);
        Assert.That(model.Values, Is.EqualTo(new[] { 2.5f, 4.5f, 10.5f, 12.5f }));
    }

    [Test]
    public void ToModel_OneAndAHalfPixels_WeighsTheSharedPixelHalf()
    {
        // Three columns onto two: (a + b/2) / 1.5 and (b/2 + c) / 1.5.
        var source = new Field(3, 3, [3, 6, 9, 3, 6, 9, 3, 6, 9]);
        var model = new ModelGrid(3, 3, new(1, 1), 2, 1.5).ToModel(source);
        Assert.That(model.Values, Is.EqualTo(new[] { 4f, 8f, 4f, 8f }).Within(1e-6));
    }

    [Test]
    public void ToModel_NarrowPicture_LiesInTheMiddleOfZeros()
    {
        var model = new ModelGrid(2, 2, new(1, 1), 4, 1).ToModel(new(2, 2, [1, 2, 3, 4]));
        Assert.That(model.Values, Is.EqualTo(new float[] { 0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void ToModel_WidePicture_LosesItsBordersEvenly()
    {
        var model = new ModelGrid(6, 2, new(1, 1), 2, 1).ToModel(new(6, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
        Assert.That(model.Values, Is.EqualTo(new float[] { 3, 4, 9, 10 }));
    }

    [Test]
    public void ToModel_CoarsePixels_InterpolatesBetweenCentres()
    {
        // Two columns of 2 mm onto four of 1 mm: centres lie a quarter and three quarters of the way, the border keeps its value.
        var model = new ModelGrid(2, 2, new(2, 2), 4, 1).ToModel(new(2, 2, [0, 4, 0, 4]));
        Assert.That(model.Values[..4], Is.EqualTo(new[] { 0f, 1f, 3f, 4f }).Within(1e-6));
    }

    [Test]
    public void ToModel_AnisotropicPixels_BecomeSquare()
    {
        // 8 rows of 0.5 mm, 2 columns of 2 mm: 4 by 4 mm.
        var model = new ModelGrid(2, 8, new(0.5, 2), 4, 1).ToModel(Pictures.Of(2, 8, (_, row) => row / 2));
        Assert.That(Enumerable.Range(0, 4).Select(row => model[1, row]), Is.EqualTo(new[] { 0f, 1f, 2f, 3f }).Within(1e-6));
    }

    [Test]
    public void ToSource_DiscOfTheModel_KeepsItsPlaceAndSize()
    {
        // 100 columns of 0.8 mm and 60 rows of 1.2 mm; a disc of 10 mm radius 8 mm right of and 5 mm above the centre.
        var grid = new ModelGrid(100, 60, new(1.2, 0.8), 64, 1.3067);
        var map = Pictures.Disc(64, 64, 31.5 + (8 / 1.3067), 31.5 - (5 / 1.3067), 10 / 1.3067);
        var source = grid.ToSource(map);
        var region = FirstRead.Core.Analysis.Lesions.Regions.Find(source, 0.5).Single();
        var outline = FirstRead.Core.Analysis.Lesions.OutlineTracing.Trace(source, region, 0.5);
        Assert.Multiple(() =>
        {
            Assert.That((outline.Centroid.Column - 49.5) * 0.8, Is.EqualTo(8).Within(0.1));
            Assert.That((outline.Centroid.Row - 29.5) * 1.2, Is.EqualTo(-5).Within(0.1));
            Assert.That(outline.AreaMm2(grid.Spacing), Is.EqualTo(Math.PI * 100).Within(2).Percent);
        });
    }
}
