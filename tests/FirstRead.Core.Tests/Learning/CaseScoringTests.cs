using FirstRead.Core.Learning;
using FirstRead.Core.Learning.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace FirstRead.Core.Tests.Learning;

public class CaseScoringTests
{
    private static readonly TeachingPicture[] Sheet = [Pictures.Picture(0), Pictures.Picture(1, spacing: [0.5, 0.5])];

    [Test]
    public void Marks_EqualToTheReference_AreAllFoundAndCoverIt()
    {
        Marking[] lesions = [Pictures.Mark("a", (1, Pictures.Round(12, 12, 6))), Pictures.Mark("b", (1, Pictures.Round(40, 30, 8)))];
        var score = CaseScoring.Score([.. lesions.Reverse()], lesions, Sheet);
        Assert.That((score.Found, score.FalseMarks, score.Sensitivity, score.Dice, score.Iou), Is.EqualTo((2, 0, 1.0, 1.0, 1.0)));
        Assert.That(score.Distance, Is.EqualTo(new BoundaryDistance(0, 0, InMm: true)));
        Assert.That(score.Pairs.Select(pair => pair.Mark), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void NoMarks_OnLesions_AreAllMissed()
    {
        var score = CaseScoring.Score([], [Pictures.Mark("a", (0, Pictures.Round(12, 12, 6)))], Sheet);
        Assert.That((score.Found, score.FalseMarks, score.Sensitivity, score.Dice, score.Distance), Is.EqualTo((0, 0, 0.0, 0.0, (BoundaryDistance?)null)));
    }

    [Test]
    public void NoMarks_OnACaseWithoutLesions_AreRight()
    {
        var score = CaseScoring.Score([], [], Sheet);
        Assert.That((score.Lesions, score.FalseMarks, score.Sensitivity, score.Dice), Is.EqualTo((0, 0, (double?)null, (double?)null)));
    }

    [Test]
    public void Mark_BesideEveryLesion_IsFalse()
    {
        var score = CaseScoring.Score([Pictures.Mark("m", (0, Pictures.Round(50, 40, 4)))], [Pictures.Mark("a", (0, Pictures.Round(12, 12, 6)))], Sheet);
        Assert.That((score.Found, score.FalseMarks), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Mark_OnAnotherPicture_IsFalse() => Assert.That(
        CaseScoring.Score([Pictures.Mark("m", (1, Pictures.Round(12, 12, 6)))], [Pictures.Mark("a", (0, Pictures.Round(12, 12, 6)))], Sheet).FalseMarks, Is.EqualTo(1));

    [Test]
    public void TwoMarks_OnOneLesion_FindItOnceAndAreNotFalse()
    {
        var score = CaseScoring.Score(
            [Pictures.Mark("m", (0, Pictures.Round(11, 11, 3))), Pictures.Mark("n", (0, Pictures.Round(12, 12, 5)))], [Pictures.Mark("a", (0, Pictures.Round(12, 12, 6)))], Sheet);
        Assert.That((score.Found, score.FalseMarks, score.Pairs[0].Mark), Is.EqualTo((1, 0, "n")), "the better one");
    }

    [Test]
    public void MarkThatHitsTwoLesions_LeavesTheOtherToTheNextMark()
    {
        Marking[] lesions = [Pictures.Mark("a", (0, Pictures.Round(20, 20, 8))), Pictures.Mark("b", (0, Pictures.Round(24, 20, 8)))];
        // The first lies in both, better in b; the second in b alone.
        var score = CaseScoring.Score([Pictures.Mark("m", (0, Pictures.Round(23, 20, 8))), Pictures.Mark("n", (0, Pictures.Round(31, 20, 1)))], lesions, Sheet);
        Assert.That(score.Pairs.Select(pair => pair.Mark), Is.EqualTo(new[] { "m", "n" }));
    }

    [Test]
    public void Points_HitWhatTheyLieIn_AndHaveNoOverlap()
    {
        var score = CaseScoring.Score([Pictures.Point("m", 0, 14, 10)], [Pictures.Mark("a", (0, Pictures.Round(12, 12, 6)))], Sheet);
        Assert.That((score.Found, score.Dice, score.Pairs[0].Overlap), Is.EqualTo((1, (double?)null, (Overlap?)null)));
    }

    [TestCase(0, 31, 12, ExpectedResult = 1, TestName = "20 pixels where a pixel has no size")]
    [TestCase(0, 33, 12, ExpectedResult = 0, TestName = "and no further")]
    [TestCase(1, 31, 12, ExpectedResult = 1, TestName = "10 mm where it has")]
    [TestCase(1, 12, 33, ExpectedResult = 0, TestName = "and not more")]
    public int Point_NearAPoint_HitsIt(int picture, double column, double row) =>
        CaseScoring.Score([Pictures.Point("m", picture, column, row)], [Pictures.Point("a", picture, 12, 12)], Sheet).Found;

    [Test]
    public void Box_AroundARoundLesion_IsMeasuredAsABox()
    {
        var score = CaseScoring.Score([Pictures.Mark("m", (1, Pictures.Box(6, 6, 18, 18)))], [Pictures.Mark("a", (1, Pictures.Round(12, 12, 6)))], Sheet);
        Assert.That((score.Iou, score.Distance), Is.EqualTo((1.0, (BoundaryDistance?)null)));
    }

    [Test]
    public void Mark_OnOneSliceOfTwo_IsMeasuredOnThatSlice()
    {
        var lesion = Pictures.Mark("a", (0, Pictures.Round(12, 12, 6)), (1, Pictures.Round(12, 12, 6)));
        var overlap = CaseScoring.Score([Pictures.Mark("m", (0, Pictures.Round(12, 12, 6)))], [lesion], Sheet).Pairs[0].Overlap;
        Assert.That(overlap, Is.EqualTo(new Overlap(1, 1, 1, 2)));
    }

    [Test]
    public void Scores_OfAnyMarks_KeepTheirLaws() => Prop.ForAll(Marks().ToArbitrary(), Marks().ToArbitrary(), (marks, lesions) =>
    {
        var score = CaseScoring.Score(marks, lesions, Sheet);
        var more = CaseScoring.Score([.. marks, .. lesions.Take(1).Select(lesion => lesion with { Id = "more" })], lesions, Sheet);
        return score.Found <= Math.Min(score.Lesions, score.Marks)
            && score.Found + score.FalseMarks <= score.Marks
            && more.Found >= score.Found
            && score.Pairs.Select(pair => pair.Mark).OfType<string>().Distinct().Count() == score.Found
            && score.Pairs.All(pair => pair.Overlap is not { } overlap || Lawful(overlap))
            && (score.Dice is not { } dice || dice is >= 0 and <= 1)
            && (score.Distance is not { } distance || distance is { Mean: >= 0, Percentile95: >= 0 });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(2026, 11));

    [Test]
    public void Overlap_OfTwoRegions_IsTheSameEitherWayRound() => Prop.ForAll(Shapes().ToArbitrary(), Shapes().ToArbitrary(), (one, other) =>
    {
        var known = Sheet.ToDictionary(picture => picture.SopInstanceUid);
        var (first, second) = (new Candidate(Pictures.Mark("a", (1, one)), known), new Candidate(Pictures.Mark("b", (1, other)), known));
        var (there, back) = (first.DistanceTo(second), second.DistanceTo(first));
        return first.OverlapWith(second) == second.OverlapWith(first)
            && (there is null || (Math.Abs(there.Mean - back!.Mean) < 1e-9 && Math.Abs(there.Percentile95 - back.Percentile95) < 1e-9));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(2026, 13));

    private static bool Lawful(Overlap overlap) => overlap is { Dice: >= 0 and <= 1, Iou: >= 0 and <= 1 } && Math.Abs(overlap.Dice - (2 * overlap.Iou / (1 + overlap.Iou))) < 1e-12;

    private static Gen<double[][]> Shapes() =>
        from column in Gen.Choose(-20, 660)
        from row in Gen.Choose(-20, 500)
        from radius in Gen.Choose(3, 150)
        from box in Gen.Elements(true, false)
        select box
            ? Pictures.Box((column - radius) / 10.0, (row - radius) / 10.0, (column + radius) / 10.0, (row + radius) / 10.0)
            : Pictures.Round(column / 10.0, row / 10.0, radius / 10.0);

    private static Gen<Marking[]> Marks() =>
        from count in Gen.Choose(0, 4)
        from shapes in Gen.ArrayOf(Shapes(), count)
        from points in Gen.ArrayOf(Gen.Choose(0, 5), count)
        select shapes.Select((shape, index) => points[index] == 0
            ? Pictures.Point($"{index}", 1, shape[0][0], shape[0][1])
            : Pictures.Mark($"{index}", (points[index] % 2, shape))).ToArray();
}
