using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Analysis;

public sealed class LesionTests
{
    private static readonly DecisionRules Rules = new(0.5, 10, 50, 2000, 2, 8, 0.7, 0.8, 3);
    private static readonly SegmentationTask Task = new("probability", "types", Rules, Calibration.None);

    [Test]
    public void Link_OverlappingDiscs_AreOneLesion()
    {
        var stack = Pictures.Stack(4);
        var lesions = LesionLinking.Link([.. Disc(0, 30, 6), .. Disc(1, 32, 8), .. Disc(2, 31, 5)], stack, Rules);
        Assert.That(lesions, Has.Count.EqualTo(1));
        Assert.Multiple(() =>
        {
            Assert.That(lesions[0].Slices, Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(lesions[0].KeySlice, Is.EqualTo(1));
            Assert.That(lesions[0].VolumeMm3(stack), Is.EqualTo(Math.PI * (36 + 64 + 25) * 5).Within(2).Percent);
        });
    }

    [Test]
    public void Link_NextButOneSlice_AreTwoLesions() =>
        Assert.That(LesionLinking.Link([.. Disc(0, 30, 6), .. Disc(2, 30, 6)], Pictures.Stack(4), Rules), Has.Count.EqualTo(2));

    [Test]
    public void Link_AcrossAMissingSlice_AreTwoLesions() =>
        Assert.That(LesionLinking.Link([.. Disc(1, 30, 6), .. Disc(2, 30, 6)], Pictures.Stack(0, 5, 15, 20), Rules), Has.Count.EqualTo(2));

    [Test]
    public void Link_FarApartInPlane_AreTwoLesions() =>
        Assert.That(LesionLinking.Link([.. Disc(0, 15, 6), .. Disc(1, 45, 6)], Pictures.Stack(4), Rules), Has.Count.EqualTo(2));

    [Test]
    public void Risk_TwoNeighbouringPlausibleSlices_IsHigh() => Assert.That(RiskOf(Pictures.Stack(4), [.. Disc(1, 30, 6), .. Disc(2, 30, 6)]), Is.EqualTo(Risk.High));

    [Test]
    public void Risk_OneSlice_IsIndeterminate() => Assert.That(RiskOf(Pictures.Stack(4), Disc(1, 30, 6)), Is.EqualTo(Risk.Indeterminate));

    [Test]
    public void Risk_SecondSliceTooSmall_IsIndeterminate() => Assert.That(RiskOf(Pictures.Stack(4), [.. Disc(1, 30, 6), .. Disc(2, 30, 3)]), Is.EqualTo(Risk.Indeterminate));

    [Test]
    public void Risk_ImplausiblyLarge_IsNoFinding() => Assert.That(RiskOf(Pictures.Stack(4), [.. Disc(1, 31, 28), .. Disc(2, 31, 28)]), Is.EqualTo(Risk.NoFinding));

    [Test]
    public void Risk_ThinSlices_NeedMoreOfThem()
    {
        Assert.That(RiskOf(Pictures.Stack(12, 1), [.. Disc(1, 30, 6), .. Disc(2, 30, 6)]), Is.EqualTo(Risk.Indeterminate));
        Assert.That(RiskOf(Pictures.Stack(12, 1), [.. Enumerable.Range(1, 8).SelectMany(slice => Disc(slice, 30, 6))]), Is.EqualTo(Risk.High));
    }

    [Test]
    public void Risk_LowConfidence_IsNoFinding() => Assert.That(RiskOf(Pictures.Stack(4), [.. Disc(1, 30, 6, 0.6), .. Disc(2, 30, 6, 0.6)]), Is.EqualTo(Risk.NoFinding));

    [Test]
    public void Risk_ConfidenceOfAFindingButNotOfHighRisk_IsIndeterminate() =>
        Assert.That(RiskOf(Pictures.Stack(4), [.. Disc(1, 30, 6, 0.75), .. Disc(2, 30, 6, 0.75)]), Is.EqualTo(Risk.Indeterminate));

    [Test]
    public void Among_HighRiskAndLargerSingleSlice_HighRiskComesFirst()
    {
        var stack = Pictures.Stack(6);
        var found = Findings.Among(LesionLinking.Link([.. Disc(0, 20, 15), .. Disc(2, 40, 6), .. Disc(3, 40, 6), .. Disc(5, 10, 3)], stack, Rules), stack, Task);
        Assert.That(found.Select(lesion => lesion.Slices[0]), Is.EqualTo(new[] { 2, 0 }));
    }

    [Test]
    public void Risk_SpeckOnly_IsNoFinding() => Assert.That(RiskOf(Pictures.Stack(4), Disc(1, 30, 1.5)), Is.EqualTo(Risk.NoFinding));

    [Test]
    public void Describe_TwoSlices_TypesWeighByArea()
    {
        var stack = Pictures.Stack(4);
        var lesion = LesionLinking.Link([.. Disc(1, 30, 10, types: [0.8, 0.2]), .. Disc(2, 30, 5, types: [0.3, 0.7])], stack, Rules).Single();
        var finding = Findings.Describe(lesion, 1, stack, Manifests.Brain.Finding with { Types = [new("a", null), new("b", null)] }, Task);
        Assert.Multiple(() =>
        {
            Assert.That(finding.Types["a"], Is.EqualTo(((0.8 * 4) + 0.3) / 5).Within(0.01));
            Assert.That(finding.Types.Values.Sum(), Is.EqualTo(1).Within(1e-3));
            Assert.That(finding.KeySopInstanceUid, Is.EqualTo("2.25.101"));
            Assert.That(finding.DiameterMm, Is.EqualTo(20).Within(2).Percent);
        });
    }

    [Test]
    public void Outlines_Disc_CarryPatientPoints()
    {
        var stack = Pictures.Stack(4);
        var lesion = LesionLinking.Link(Disc(2, 30, 10), stack, Rules).Single();
        var contour = Findings.Outlines("F1", lesion, stack, [.. Enumerable.Range(0, 4).Select(slice => Pictures.Plane(slice * 5))]).Contours.Single();
        Assert.Multiple(() =>
        {
            Assert.That(contour.PatientPoints, Has.Count.EqualTo(contour.Points.Count));
            Assert.That(contour.PatientPoints![0], Is.EqualTo(new[] { contour.Points[0][0], contour.Points[0][1], 10.0 }));
        });
    }

    private static Risk RiskOf(SliceStack stack, IReadOnlyList<Mark> marks) => RiskRules.Of(
        [.. Findings.Among(LesionLinking.Link(marks, stack, Rules), stack, Task).Select((lesion, index) => Findings.Describe(lesion, index + 1, stack, Manifests.Brain.Finding, Task))]);

    private static IReadOnlyList<Mark> Disc(int slice, double column, double radius, double inside = 1, double[]? types = null)
    {
        var disc = Pictures.Disc(64, 64, column, 31, radius);
        var field = new Field(64, 64, [.. disc.Values.Select(value => value >= 0.5f ? Math.Min(value, (float)inside) : value)]);
        return Marks.On(slice, Pictures.Plane(slice * 5), field, types ?? [0.2, 0.3, 0.5], Rules);
    }
}
