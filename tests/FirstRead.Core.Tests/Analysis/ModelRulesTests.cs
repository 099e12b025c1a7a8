using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

public sealed class ModelRulesTests
{
    private static readonly SeriesFacts ContrastT1 = new(
        "2.25.9", 20, "MR", null, SeriesFacts.WordsOf("T1 AXIAL POST", "BRAIN"), true, ["SE"], 500, 12, null, 28, new(0.86, 0.86), new("1.2.840.10008.5.1.4.1.1.4", [], "MONOCHROME2", 256, null), Stack(20));

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
        Assert.That(ModelSelection.Choose([Manifests.Brain], [other, ContrastT1]).Chosen.Single().SeriesInstanceUid, Is.EqualTo("2.25.9"));
    }

    [Test]
    public void Choose_Unstacked_GivesTheProblem() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { Geometry = new(null, "its pictures differ in size") }]).Reason, Does.Contain("differ in size"));

    [Test]
    public void Choose_Dog_IsNotApplicable() =>
        Assert.That(ModelSelection.Choose([Manifests.Brain], [ContrastT1 with { Words = SeriesFacts.WordsOf("BRAIN", "CANINE SKULL") }]).Reason, Does.Contain("described as CANINE"));

    [TestCase(0.9, false)]
    [TestCase(1, true)]
    [TestCase(5.9, true)]
    [TestCase(6, false)]
    [TestCase(null, false)]
    public void Misfits_ChildrenOfOneToFive_FitUntilTheSixthBirthday(double? age, bool fits) =>
        Assert.That(Misfits(Child with { AgeYears = age }), fits ? Is.Empty : Has.One.Contains("PatientAge"));

    [TestCase("AP", true)]
    [TestCase("LL", false)]
    public void Misfits_View_MustBeOneOfTheModels(string view, bool fits) =>
        Assert.That(Misfits(Child with { Picture = Child.Picture with { Views = [view] } }), fits ? Is.Empty : Is.EqualTo(new[] { "ViewPosition LL" }));

    [Test]
    public void Misfits_NobodySaysTheView_AWordMay()
    {
        var unsaid = Child with { Picture = Child.Picture with { Views = [] } };
        Assert.That(Misfits(unsaid), Is.EqualTo(new[] { "nothing names the view" }));
        Assert.That(Misfits(unsaid with { Words = SeriesFacts.WordsOf("CHEST AP PORTABLE") }), Is.Empty);
    }

    [Test]
    public void Misfits_OtherClassAndSize_NamesBoth() =>
        Assert.That(Misfits(Child with { Picture = Child.Picture with { SopClass = "1.2.3", SmallestSide = 90 } }), Is.EqualTo(new[] { "SOPClassUID 1.2.3", "90 pixels of at least 100 on its shorter side" }));

    [Test]
    public void Misfits_Colours_AreNoGreyPicture() =>
        Assert.That(Misfits(Child with { Picture = Child.Picture with { Photometric = null } }), Is.EqualTo(new[] { "not a grey picture" }));

    [TestCase("GADOLINIUM", true)]
    [TestCase("", false)]
    [TestCase(null, false)]
    [TestCase(" None ", false)]
    public void NamesContrast_Agent_IsOneOrNot(string? agent, bool contrast) => Assert.That(SeriesFacts.NamesContrast(agent), Is.EqualTo(contrast));

    private static readonly SeriesFacts Child = ContrastT1 with
    {
        Modality = "DX",
        BodyPart = "CHEST",
        AgeYears = 3,
        Spacing = null,
        Picture = new("1.2.840.10008.5.1.4.1.1.1.1", ["PA"], "MONOCHROME1", 2000, null),
    };

    private static IReadOnlyList<string> Misfits(SeriesFacts series) =>
        ModelRules.Misfits(ModelManifestReader.Read(Manifests.Of("classification").ToJsonString(), "model.json").AppliesTo, series);

    private static StackOutcome Stack(int slices) => new(Pictures.Stack(slices), null);
}
