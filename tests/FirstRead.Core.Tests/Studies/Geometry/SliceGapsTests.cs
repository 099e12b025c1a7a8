using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Geometry;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies.Geometry;

public sealed class SliceGapsTests
{
    [Test]
    public void Exist_EvenStack_No() => Assert.That(SliceGaps.Exist(Stack(1, 2, 3, 4, 5, 6)), Is.False);

    [Test]
    public void Exist_OneSliceMissing_Yes() => Assert.That(SliceGaps.Exist(Stack(1, 2, 3, 5, 6)), Is.True);

    [Test]
    public void Exist_SlightlyUnevenSpacing_No() => Assert.That(SliceGaps.Exist(Stack(1, 2, 3.2, 4.1, 5.5)), Is.False);

    [Test]
    public void Exist_EachPositionTwice_No() => Assert.That(SliceGaps.Exist([.. Stack(1, 2, 3, 4), .. Stack(1, 2, 3, 4)]), Is.False);

    [Test]
    public void Exist_TwoOrientationsOfOneSeries_AreTwoStacks()
    {
        var sagittal = Stack(40, 41, 42, 43).Select(instance => instance with { ImageOrientation = [0, 1, 0, 0, 0, -1], ImagePosition = [instance.ImagePosition![2], 0, 0] });

        Assert.That(SliceGaps.Exist([.. Stack(1, 2, 3, 4), .. sagittal]), Is.False);
    }

    [Test]
    public void Exist_ObliqueStackWithAGap_IsMeasuredAlongItsNormal()
    {
        var oblique = Stack(1, 2, 3, 5, 6).Select(instance => instance with
        {
            ImageOrientation = [1, 0, 0, 0, 0.8, 0.6],
            ImagePosition = [0, -0.6 * instance.ImagePosition![2], 0.8 * instance.ImagePosition[2]],
        });

        Assert.That(SliceGaps.Exist([.. oblique]), Is.True);
    }

    [Test]
    public void Exist_WithoutGeometry_No() =>
        Assert.That(SliceGaps.Exist([.. Stack(1, 2, 3, 5, 6).Select(instance => instance with { ImagePosition = null })]), Is.False);

    [Test]
    public void Exist_ThinSlicesThenThickOnes_No()
    {
        double[] positions = [1, 2, 3, 4, 5, 7, 9, 11, 13];

        Assert.That(SliceGaps.Exist(Numbered(positions)), Is.False, "the scanner numbered them one after another");
        Assert.That(SliceGaps.Exist([.. Numbered(positions).Select(instance => instance with { InstanceNumber = null })]), Is.False, "no numbers: a run of equal distances is a choice");
    }

    [Test]
    public void Exist_ASliceOfTheThickOnesIsMissing_Yes()
    {
        var slices = Numbered(1, 2, 3, 4, 5, 7, 9, 11, 13, 15);

        Assert.That(SliceGaps.Exist([.. slices.Where(slice => slice.InstanceNumber != 8)]), Is.True);
    }

    [Test]
    public void Exist_BlocksOfASpine_No() =>
        Assert.That(SliceGaps.Exist(Numbered(1, 2, 3, 4, 12, 13, 14, 15, 24, 25, 26, 27)), Is.False);

    [Test]
    public void Exist_BlocksNumberedBackwards_No()
    {
        var blocks = Numbered(1, 2, 3, 4, 12, 13, 14, 15).Select(slice => slice with { InstanceNumber = slice.InstanceNumber > 4 ? 13 - slice.InstanceNumber : slice.InstanceNumber });

        Assert.That(SliceGaps.Exist([.. blocks]), Is.False);
    }

    [Test]
    public void Exist_TwoOfManyMissingSideBySideAndApart_Yes()
    {
        var slices = Numbered(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        Assert.That(SliceGaps.Exist([.. slices.Where(slice => slice.InstanceNumber is not (4 or 5))]), Is.True);
        Assert.That(SliceGaps.Exist([.. slices.Where(slice => slice.InstanceNumber is not (4 or 6))]), Is.True);
    }

    [Test]
    public void Exist_TwoEchoesAndAPositionMissing_Yes([Values] bool numberedByPosition)
    {
        var echoes = Enumerable.Range(1, 8).SelectMany(position => new[] { 1, 2 }, (position, echo) => Numbered(position)[0] with
        {
            InstanceNumber = numberedByPosition ? (2 * position) + echo : (8 * echo) + position,
        }).ToList();

        Assert.That(SliceGaps.Exist(echoes), Is.False);
        Assert.That(SliceGaps.Exist([.. echoes.Where(slice => slice.ImagePosition![2] != 5 * 4)]), Is.True);
    }

    [Test]
    public void Exist_CopyOfASliceInThePlaceOfAnother_Yes()
    {
        var slices = Numbered(1, 2, 3, 4, 5, 6);

        Assert.That(SliceGaps.Exist([.. slices.Select(slice => slice.InstanceNumber == 4 ? slice with { ImagePosition = slices[2].ImagePosition } : slice)]), Is.True);
    }

    [Test]
    public void Exist_OrientationsThatDifferByRounding_AreOneStack()
    {
        var slices = Numbered(1, 2, 3, 4, 5, 6, 7, 8).Select(slice => slice with { ImageOrientation = [1, slice.InstanceNumber % 2 == 0 ? 0.0004 : 0.0006, 0, 0, 1, 0] });

        Assert.That(SliceGaps.Exist([.. slices]), Is.False);
        Assert.That(SliceGaps.Exist([.. slices.Where(slice => slice.InstanceNumber != 4)]), Is.True);
    }

    private static List<Instance> Numbered(params double[] positions) => [.. Stack(positions).Select((slice, index) => slice with { InstanceNumber = index + 1 })];

    private static List<Instance> Stack(params double[] positions) =>
        [.. positions.Select(position => Given.Instance((uint)position, Given.StudyId(), UploadId.From(1)) with { ImagePosition = [-120, -110, 5 * position] })];
}
