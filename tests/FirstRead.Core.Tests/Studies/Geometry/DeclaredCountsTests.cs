using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Geometry;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies.Geometry;

public sealed class DeclaredCountsTests
{
    [TestCase(5, null)]
    [TestCase(6, Shortfall.FewerThanDeclared)]
    [TestCase(3, null)]
    public void In_WhatAnArchiveCounted_IsHeldAgainstWhatCame(int declared, string? code) =>
        Assert.That(CodeOf(Series(1, 5).Select(slice => slice with { SeriesDeclares = declared })), Is.EqualTo(code));

    [Test]
    public void In_FirstAndLastSliceOfAnAcquisitionMissing_AreMissed()
    {
        var slices = Acquisition(Series(1, 8), 8);

        Assert.That(CodeOf(slices), Is.Null);
        Assert.That(CodeOf(slices.Skip(1)), Is.EqualTo(Shortfall.FewerThanDeclared));
        Assert.That(CodeOf(slices.SkipLast(1)), Is.EqualTo(Shortfall.FewerThanDeclared));
    }

    [Test]
    public void In_AnAcquisitionThatFillsTwoSeries_IsWhole() =>
        Assert.That(CodeOf([.. Acquisition(Series(1, 4), 8), .. Acquisition(Series(2, 4), 8)]), Is.Null);

    [Test]
    public void In_TwoReconstructionsAndOneLacksItsLastSlice_IsMissed() =>
        Assert.That(CodeOf([.. Acquisition(Series(1, 8), 8), .. Acquisition(Series(2, 8), 8).SkipLast(1)]), Is.EqualTo(Shortfall.FewerThanDeclared));

    [Test]
    public void In_ThickSlicesReformattedFromThinOnes_AreWhole()
    {
        var thick = Series(2, 4).Select(slice => slice with { ImagePosition = [-120, -110, 20.0 * slice.InstanceNumber!.Value] });

        Assert.That(CodeOf([.. Acquisition(Series(1, 16), 16), .. Acquisition(thick, 16)]), Is.Null);
    }

    [Test]
    public void In_ImagesThatSayDifferentThings_SayNothing() =>
        Assert.That(CodeOf([.. Acquisition(Series(1, 4), 9), .. Acquisition(Series(1, 8), 12).Skip(4)]), Is.Null);

    [Test]
    public void In_TimePointsOfAPosition_AreCountedWhereTheSeriesHoldsThemAll()
    {
        var whole = Enumerable.Range(1, 3).SelectMany(_ => Series(1, 6)).Select(slice => slice with { TemporalPositions = 3 }).ToList();

        Assert.That(CodeOf(whole), Is.Null);
        Assert.That(CodeOf(whole.Skip(1)), Is.EqualTo(Shortfall.TimePointsMissing));
        Assert.That(CodeOf(whole.Take(6)), Is.Null, "one series a time point");
    }

    private static string? CodeOf(IEnumerable<Instance> instances) => DeclaredCounts.In([.. instances]).FirstOrDefault()?.Code;

    private static IEnumerable<Instance> Acquisition(IEnumerable<Instance> slices, int images) => slices.Select(slice => slice with { AcquisitionDeclares = images });

    private static IEnumerable<Instance> Series(int series, int slices) => Enumerable.Range(1, slices).Select(number =>
        Given.Instance((uint)number, Given.StudyId(), UploadId.From(1)) with { SeriesInstanceUid = $"2.25.{series}" });
}
