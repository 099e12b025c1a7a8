using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Tests.Analysis;

public sealed class SliceStackTests
{
    [Test]
    public void Of_InstanceNumbersAgainstPositions_PositionsDecide()
    {
        var stack = SliceStack.Of(
        [
            Pictures.Instance("2.25.1", [0, 0, 14], number: 1),
            Pictures.Instance("2.25.2", [0, 0, 0], number: 2),
            Pictures.Instance("2.25.3", [0, 0, 7], number: 3),
        ]).Stack!;
        Assert.That(stack.Slices.Select(slice => slice.Instance.SopInstanceUid), Is.EqualTo(new[] { "2.25.2", "2.25.3", "2.25.1" }));
        Assert.That(stack.DistanceMm, Is.EqualTo(7));
    }

    [Test]
    public void Of_ObliqueSlices_DistanceIsAlongTheNormal()
    {
        // The first two slices of a real series whose SpacingBetweenSlices says 2.0.
        double[] oblique = [1, 0, 0, 0, 0.990960, 0.134158];
        var stack = SliceStack.Of([Pictures.Instance("2.25.1", [-110.5, -78.3063, -72.7575], oblique), Pictures.Instance("2.25.2", [-110.5, -79.3063, -65.7575], oblique)]).Stack!;
        Assert.That(stack.DistanceMm, Is.EqualTo((7 * 0.990960) + (1 * 0.134158)).Within(1e-4));
    }

    [Test]
    public void Of_SliceMissing_NoNeighboursAcrossTheGap()
    {
        var stack = Pictures.Stack(0, 5, 15, 20);
        Assert.That(Enumerable.Range(0, 4).Select(stack.IsNextNeighbour), Is.EqualTo(new[] { true, false, true, false }));
        Assert.That(stack.Gaps, Is.EqualTo(1));
    }

    [Test]
    public void Of_OnePictureTwice_LeavesItOut()
    {
        var stack = SliceStack.Of([.. new[] { 0.0, 5, 5, 10, 15 }.Select((height, index) => Pictures.Instance($"2.25.{index}", [0, 0, height]))]).Stack!;
        Assert.That((stack.Slices.Count, stack.Repeats), Is.EqualTo((4, 1)));
    }

    [Test]
    public void Of_EveryPlaceTwice_IsMoreThanOneVolume() =>
        Assert.That(SliceStack.Of([.. new[] { 0.0, 0, 5, 5 }.Select((height, index) => Pictures.Instance($"2.25.{index}", [0, 0, height]))]).Problem, Does.Contain("more than one volume"));

    [Test]
    public void Of_Localizer_IsNoStack() =>
        Assert.That(SliceStack.Of([Pictures.Instance("2.25.1", [0, 0, 0]), Pictures.Instance("2.25.2", [0, 0, 0], Pictures.Coronal)]).Problem, Does.Contain("orientations"));

    [Test]
    public void Of_NoPosition_IsNoStack() =>
        Assert.That(SliceStack.Of([Pictures.Instance("2.25.1", null)]).Problem, Does.Contain("ImagePositionPatient"));

    [Test]
    public void Orientation_SkewCosines_AreRefused() => Assert.That(ImageOrientation.From([1, 0, 0, 0.7, 0.7, 0]), Is.Null);

    [Test]
    public void Plane_ToPatient_FollowsTheEquationOfC762()
    {
        // Coronal, 0.5 mm across and 2 mm down: 10 columns are 5 mm to the left, 3 rows are 6 mm towards the feet.
        var plane = ImagePlane.From([-50, 20, 100], Pictures.Coronal, [2, 0.5])!;
        Assert.That(plane.ToPatient(10, 3), Is.EqualTo(new Vector3D(-45, 20, 94)));
        Assert.That(plane.Orientation.Plane, Is.EqualTo(BodyPlane.Coronal));
    }

    [TestCase(1, 0, 0, "L")]
    [TestCase(0, 0.99, 0.13, "P")]
    [TestCase(0, 0.8, 0.6, "PH")]
    [TestCase(0, 0, -1, "F")]
    public void Letters_Direction_NamesWhatLiesThere(double x, double y, double z, string letters) =>
        Assert.That(ImageOrientation.Letters(new(x, y, z)), Is.EqualTo(letters));
}
