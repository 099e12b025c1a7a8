using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using static FirstRead.Container.Tests.Radiographs;

namespace FirstRead.Container.Tests;

/// <summary>Models that read single pictures, run for real.</summary>
public sealed class PictureModelTests
{
    [Test]
    public async Task Classification_BrightSpot_IsOneFindingWithItsPlaceAndAKeyImage()
    {
        var study = SpotModels.Study(Chest(new Spot(150, 100, 40)));
        var result = await SpotModels.RunAsync(study);
        var (finding, contour) = (result.Findings.Single(), ContourJson.Read(study.Results["contours.json"]).Findings.Single().Contours.Single());
        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, result.Risk, result.Model!.Name), Is.EqualTo((AnalysisOutcome.Analysed, Risk.High, "spot-anywhere")));
            Assert.That(finding.Confidence, Is.GreaterThan(0.9));
            Assert.That((finding.AreaMm2, finding.DiameterMm), Is.EqualTo(((double?)null, (double?)null)), "a projection's pixels have no size in the patient");
            Assert.That(contour.Points.Average(point => point[0]), Is.EqualTo(150).Within(25));
            Assert.That(contour.Points.Average(point => point[1]), Is.EqualTo(100).Within(25));
            Assert.That(study.Results["overlay-F1.png"][..4], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47 }));
            Assert.That(result.NotRead, Is.Null);
        });
    }

    [Test]
    public async Task Heatmap_OfAClassifier_IsWrittenWithThePlaceThatItCovers()
    {
        var study = SpotModels.Study(Chest(new Spot(150, 100, 40)));
        await SpotModels.RunAsync(study);
        var findings = ContourJson.Read(study.Results["contours.json"]).Findings.Single();
        var heatmap = findings.Heatmap!;
        Assert.That((heatmap.File, heatmap.SopInstanceUid, heatmap.Frame), Is.EqualTo(("heat-F1.png", findings.Contours[0].SopInstanceUid, 1)));
        Assert.That(heatmap.Box, Has.Count.EqualTo(4));
        Assert.That((heatmap.Box[0] <= -0.5, heatmap.Box[1] <= -0.5, heatmap.Box[2] >= 599.5, heatmap.Box[3] >= 399.5), Is.EqualTo((true, true, true, true)), "it covers the whole picture");
        // A PNG of 8 bits of grey (colour type 0), as large as the net's map.
        var png = study.Results["heat-F1.png"];
        Assert.That((png[..4], png[24], png[25]), Is.EqualTo((new byte[] { 0x89, 0x50, 0x4E, 0x47 }, (byte)8, (byte)0)));
    }

    [Test]
    public async Task Classification_NothingBright_IsNoFinding()
    {
        var result = await SpotModels.RunAsync(Chest());
        Assert.That((result.Outcome, result.Risk, result.Findings.Count), Is.EqualTo((AnalysisOutcome.Analysed, Risk.NoFinding, 0)));
    }

    [Test]
    public async Task Classification_UnlikeTraining_IsNotApplicableWithTheDistance()
    {
        var result = await SpotModels.RunAsync(Halves());
        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, result.Risk), Is.EqualTo((AnalysisOutcome.NotApplicable, Risk.Undetermined)));
            Assert.That(result.Reason, Does.Match(@"^unlike-training: the picture is unlike anything the model was trained on \(distance \d\.\d+, at most 1\.2\)\.$"));
            Assert.That(result.Model!.Name, Is.EqualTo("spot-anywhere"), "who refused");
        });
    }

    [Test]
    public async Task Detection_TwoSpots_AreTwoFindingsInTheirBoxes()
    {
        var study = SpotModels.Study(Hand(new Spot(130, 220, 50), new Spot(370, 590, 50)));
        var result = await SpotModels.RunAsync(study);
        var marked = ContourJson.Read(study.Results["contours.json"]).Findings;
        var boxes = marked.Select(finding => finding.Box!).OrderBy(box => box[0]).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(result.Model!.Name, Is.EqualTo("spot-boxes"));
            Assert.That(result.Findings, Has.Count.EqualTo(2));
            // The square's pixels are 12.5 of the picture's; the net's boxes stand on its cells of 8.
            Assert.That((boxes[0][0] + boxes[0][2]) / 2, Is.EqualTo(130).Within(60));
            Assert.That((boxes[0][1] + boxes[0][3]) / 2, Is.EqualTo(220).Within(60));
            Assert.That((boxes[1][0] + boxes[1][2]) / 2, Is.EqualTo(370).Within(60));
            Assert.That((boxes[1][1] + boxes[1][3]) / 2, Is.EqualTo(590).Within(60));
            Assert.That(marked.SelectMany(finding => finding.Contours).Count(), Is.EqualTo(2), "the outline in each box");
            Assert.That(study.Results.Keys, Is.SupersetOf(new[] { "overlay-F1.png", "overlay-F2.png" }));
        });
    }

    [Test]
    public async Task Study_OfAChestAndALateral_ReadsEachForItself()
    {
        var (frontal, lateral) = (Chest(new Spot(150, 100, 40)), Chest().Add(Tags.ViewPosition, "LL"));
        var result = await SpotModels.RunAsync(frontal, lateral);
        Assert.Multiple(() =>
        {
            Assert.That(result.Findings.Single().KeySopInstanceUid, Is.EqualTo(frontal.GetString(Tags.SOPInstanceUID)));
            Assert.That(result.NotRead, Is.EqualTo(new[] { new UnreadPicture(lateral.GetString(Tags.SOPInstanceUID)!, "not a chest radiograph of a child: ViewPosition LL") }));
        });
    }

    [Test]
    public async Task Study_OfOneChestAndTwoHands_IsTheHandModels()
    {
        var result = await SpotModels.RunAsync(Chest(new Spot(150, 100, 40)), Hand(new Spot(120, 200, 25)), Hand());
        Assert.That((result.Model!.Name, result.NotRead!.Count), Is.EqualTo(("spot-boxes", 1)));
    }

    [Test]
    public async Task Study_ThatNobodyReads_SaysWhyForEachModel()
    {
        var result = await SpotModels.RunAsync(Chest().Add(Tags.PatientAge, "040Y"));
        Assert.That(result.Reason, Is.EqualTo("no-model-applies: the picture is not a chest radiograph of a child: PatientAge 40 years; nor a radiograph of a hand: BodyPartExamined CHEST."));
    }

    [Test]
    public async Task Secondary_CaptureInColours_IsRefusedNotGuessedAt()
    {
        var picture = Chest().Add(Tags.SamplesPerPixel, 3).Add(Tags.PhotometricInterpretation, "RGB");
        Assert.That((await SpotModels.RunAsync(picture)).Reason, Does.Contain("not a grey picture"));
    }

    [Test]
    public async Task AtPoint_DiscNearThePoint_IsOutlinedAndMeasured()
    {
        var study = SpotModels.Study(Slice(new Spot(200, 180, 8)));
        var result = await SpotModels.RunAsync(study, new("spot-at-point", new(203, 178)));
        var (finding, contour) = (result.Findings.Single(), ContourJson.Read(study.Results["contours.json"]).Findings.Single().Contours.Single());
        Assert.Multiple(() =>
        {
            Assert.That(finding.DiameterMm, Is.EqualTo(2 * 8 * 0.7).Within(10).Percent);
            Assert.That(finding.AreaMm2, Is.EqualTo(Math.PI * 64 * 0.49).Within(10).Percent);
            Assert.That(finding.HighRisk, "11 mm of at least 8");
            Assert.That(contour.Points.Average(point => point[0]), Is.EqualTo(200).Within(0.6));
            Assert.That(contour.Points.Average(point => point[1]), Is.EqualTo(180).Within(0.6));
            Assert.That(contour.PatientPoints!.Average(point => point[0]), Is.EqualTo(-179.2 + (200 * 0.7)).Within(0.5));
        });
    }

    [Test]
    public async Task AtPoint_NothingNear_IsNoFinding() => Assert.That((await SpotModels.AtPointAsync(Slice(new Spot(200, 180, 6)), 216, 196)).Findings, Is.Empty);

    [Test]
    public async Task AtPoint_AtThePicturesCorner_IsOutlinedThereToo() =>
        Assert.That((await SpotModels.AtPointAsync(Slice(new Spot(4, 508, 6)), 4, 508)).Findings.Single().AreaMm2, Is.GreaterThan(30));

    [Test]
    public async Task AtPoint_Unasked_IsNeverRun()
    {
        var result = await SpotModels.RunAsync(Slice(new Spot(200, 180, 8)));
        Assert.That((result.Outcome, result.Model), Is.EqualTo((AnalysisOutcome.NotApplicable, (ModelIdentity?)null)));
        Assert.That(result.Reason, Is.EqualTo("no-model-applies: no model reads pictures of Modality CT."));
    }
}
