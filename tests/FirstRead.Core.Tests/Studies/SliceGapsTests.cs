using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies;

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

    private static List<Instance> Stack(params double[] positions) =>
        [.. positions.Select(position => Given.Instance((uint)position, Given.StudyId(), UploadId.From(1)) with { ImagePosition = [-120, -110, 5 * position] })];
}
