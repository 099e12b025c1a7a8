using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection.Tests;

public sealed class ViewTests
{
    private static readonly PixelBox Area = new(100, 50, 64, 32);

    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(1, true)]
    [TestCase(2, true)]
    public void ToPicture_BrightPatchOfAView_IsWhereItIsInThePicture(double scale, bool turned)
    {
        var patch = new PixelBox(110, 60, 20, 6);
        var samples = new byte[300 * 200];
        for (var y = patch.Y; y < patch.Bottom; y++)
            samples.AsSpan(y * 300 + patch.X, patch.Width).Fill(255);
        var view = new View(Area, turned ? new Tile(0, 0, (int)(32 * scale), (int)(64 * scale)) : new Tile(0, 0, (int)(64 * scale), (int)(32 * scale)), scale, turned);
        var seen = Sampling.Cut(view.Of(new TextPicture(300, 200, 1, samples), stretches: false), view.Tile, scale);
        var region = Bright(seen);
        var found = view.ToPicture(region);
        Assert.Multiple(() =>
        {
            Assert.That(found.Box.Contains(patch));
            Assert.That(patch.Grow(4).Contains(found.Box));
            Assert.That(found.Slant.X, Is.EqualTo(patch.X + patch.Width / 2.0).Within(1.5));
            Assert.That(found.Slant.Y, Is.EqualTo(patch.Y + patch.Height / 2.0).Within(1.5));
            Assert.That(Math.Abs(found.Slant.Across), Is.EqualTo(1).Within(0.01));
        });
    }

    [TestCase(30)]
    [TestCase(-45)]
    [TestCase(80)]
    public void ToSlant_BarAtAnAngle_HasItsSides(int degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var moments = new Moments();
        for (var y = 0; y < 200; y++)
            for (var x = 0; x < 200; x++)
                if (Math.Abs((x - 100) * cosine + (y - 90) * sine) <= 60 && Math.Abs((y - 90) * cosine - (x - 100) * sine) <= 5)
                    moments.Add(x, y);
        var slant = moments.ToSlant(0);
        Assert.Multiple(() =>
        {
            Assert.That(slant.X, Is.EqualTo(100).Within(0.5));
            Assert.That(slant.Y, Is.EqualTo(90).Within(0.5));
            Assert.That(slant.Length, Is.EqualTo(120).Within(3));
            Assert.That(slant.Height, Is.EqualTo(10).Within(2));
            Assert.That(Math.Abs(slant.Across * cosine + slant.Down * sine), Is.EqualTo(1).Within(0.01));
            Assert.That(slant.IsSlanted);
        });
    }

    private static Region Bright(Planes planes)
    {
        var (left, top, right, bottom, moments) = (int.MaxValue, int.MaxValue, 0, 0, new Moments());
        for (var y = 0; y < planes.Height; y++)
            for (var x = 0; x < planes.Width; x++)
                if (planes.Values[y * planes.Width + x] > 0)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
                    moments.Add(x, y);
                }
        return new Region(new PixelBox(left, top, right - left + 1, bottom - top + 1), moments.ToSlant(0), 1);
    }
}
