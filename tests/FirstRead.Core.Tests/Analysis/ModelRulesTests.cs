using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

public sealed class ModelRulesTests
{
    private static readonly SeriesFacts ContrastT1 = new(
        "2.25.9", 20, "MR", null, SeriesFacts.WordsOf("T1 AXIAL POST", "BRAIN"), true, ["SE"], 500, 12, null, 28, new(0.86, 0.86), true, Stack(20));

    [Test]
    public void Choose_ContrastEnhancedT1_IsTheBrainModels() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1]).Model?.Name, Is.EqualTo("brain-tumor-mri"));

    [Test]
    public void Choose_ProtonDensity_SaysWhyNot()
    {
        var series = ContrastT1 with { RepetitionTimeMs = 2300, EchoTimeMs = 22, Contrast = false, Words = SeriesFacts.WordsOf("FSE PD AXIAL OBL", "BRAIN") };
        var outcome = ModelSelection.Choose([Manifests.Brain], [series]);
        Assert.That(outcome.Reason, Does.StartWith("no-model-applies: the series is not contrast-enhanced T1")
            .And.Contain("RepetitionTime 2300").And.Contain("no ContrastBolusAgent"));
    }

    [Test]
    public void Choose_NoContrast_IsNotApplicable() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { Contrast = false }]).Reason, Does.Contain("no ContrastBolusAgent"));

    [Test]
    public void Choose_OtherModality_NamesIt() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { Modality = "CT" }]).Reason, Does.Contain("Modality CT"));

    [Test]
    public void Choose_Knee_IsNotApplicable() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { BodyPart = "KNEE" }]).Reason, Does.Contain("BodyPartExamined KNEE"));

    [Test]
    public void Choose_NobodySaysWhere_IsNotApplicable() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { Words = SeriesFacts.WordsOf("T1") }]).Reason, Does.Contain("body part"));

    [Test]
    public void Choose_Localizer_IsNotApplicable() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { Words = SeriesFacts.WordsOf("BRAIN LOCALIZER") }]).Reason, Does.Contain("LOCALIZER"));

    [Test]
    public void Choose_ContrastT2Flair_IsNotApplicable() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { ScanningSequence = ["SE", "IR"], RepetitionTimeMs = 9000, EchoTimeMs = 120, InversionTimeMs = 2500 }]).Reason, Does.Contain("InversionTime 2500"));

    [Test]
    public void Choose_NoTiming_DescriptionDecides()
    {
        var untimed = ContrastT1 with { RepetitionTimeMs = null };
        Assert.That(ModelSelection.Choose([Manifests.Brain], [untimed]).Model, Is.Not.Null);
        Assert.That(ModelSelection.Choose([Manifests.Brain], [untimed with { Words = SeriesFacts.WordsOf("BRAIN AXIAL") }]).Model, Is.Null);
    }

    [Test]
    public void Choose_SeveralSeries_TakesTheOneThatFits()
    {
        var other = ContrastT1 with { SeriesInstanceUid = "2.25.10", RepetitionTimeMs = 4000, EchoTimeMs = 100 };
        Assert.That(ModelSelection.Choose([Manifests.Brain], [other, ContrastT1]).Series?.SeriesInstanceUid, Is.EqualTo("2.25.9"));
    }

    [Test]
    public void Choose_Unstacked_GivesTheProblem() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { Geometry = new(null, "its pictures differ in size") }]).Reason, Does.Contain("differ in size"));

    [TestCase("GADOLINIUM", true)]
    [TestCase("", false)]
    [TestCase(null, false)]
    [TestCase(" None ", false)]
    public void NamesContrast_Agent_IsOneOrNot(string? agent, bool contrast) => Assert.That(SeriesFacts.NamesContrast(agent), Is.EqualTo(contrast));

    private static StackOutcome Stack(int slices) => new(Pictures.Stack(slices), null);
}
