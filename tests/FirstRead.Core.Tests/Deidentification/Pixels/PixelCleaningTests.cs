using FirstRead.Core.Deidentification;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification.Pixels;

public sealed class PixelCleaningTests
{
    private static readonly PixelBox Late = new(40, 40, 10, 4);

    [TestCase("MONOCHROME2", false, 0)]
    [TestCase("MONOCHROME2", true, -2048)]
    [TestCase("MONOCHROME1", false, 4095)]
    [TestCase("MONOCHROME1", true, 2047)]
    public void Write_TextInGrey_IsDisplayedBlackAndNothingElseChanges(string photometric, bool signed, int black)
    {
        var original = Screens.Grey(photometric, signed, [Screens.Name]);
        var (dataset, frames, report) = Screens.Clean(Images.Bytes(original), new WhiteIsText());
        Assert.Multiple(() =>
        {
            for (var x = Screens.Name.X; x < Screens.Name.Right; x++)
                Assert.That(Screens.At(frames, 0, x, Screens.Name.Y), Is.EqualTo(black));
            Assert.That(Screens.At(frames, 0, 30, 30), Is.EqualTo((photometric == "MONOCHROME1" ? 3095 : 1000) - (signed ? 2048 : 0)));
            Assert.That(dataset.GetString(Tags.BurnedInAnnotation), Is.EqualTo("NO"));
            Assert.That(report.Options, Does.Contain(DeidentificationCodes.CleanPixelData));
            Assert.That(report.Pixels!.BoxesBlanked, Is.EqualTo(new[] { 1 }));
        });
    }

    [TestCase("RGB", false, 0)]
    [TestCase("RGB", true, 0)]
    [TestCase("YBR_FULL", false, 0)]
    public void Write_TextInColour_IsDisplayedBlack(string photometric, bool planar, int black)
    {
        var (dataset, frames, _) = Screens.Clean(Images.Bytes(Screens.Colour(photometric, planar, Screens.Name)), new WhiteIsText());
        var at = 3 * (Screens.Name.Y * Screens.Columns + Screens.Name.X);
        Assert.That(frames.GetFrame(0).Span.Slice(at, 3).ToArray(), Is.EqualTo(photometric == "RGB" ? new byte[] { 0, 0, 0 } : [(byte)black, 128, 128]));
        Assert.That(dataset.GetInt(Tags.PlanarConfiguration), Is.Zero);
        Assert.That(Screens.At(frames, 0, 30, 30), Is.EqualTo(60));
    }

    [Test]
    public void Write_TextOnlyInALaterFrame_IsBlankedInEveryFrame()
    {
        var detector = new WhiteIsText();
        var (_, frames, report) = Screens.Clean(Images.Bytes(Screens.Grey("MONOCHROME2", false, [], [], [Late], [])), detector);
        Assert.That(Enumerable.Range(0, 4).Select(frame => Screens.At(frames, frame, Late.X, Late.Y)), Is.All.Zero);
        Assert.That(report.Pixels!.BoxesBlanked, Is.EqualTo(new[] { 1, 1, 1, 1 }));
    }

    [Test]
    public void Write_FramesThatDoNotChange_AreLookedAtOnceInEachPass()
    {
        var detector = new WhiteIsText();
        Screens.Clean(Images.Bytes(Screens.Grey("MONOCHROME2", false, [], [], [], [])), detector);
        Assert.That(detector.Seen, Has.Count.EqualTo(2), "by detection and by verification");
    }

    [Test]
    public void Write_EncodedText_IsBlankedAndStaysLossless()
    {
        var (dataset, frames, _) = Screens.Clean(Screens.Encoded(Screens.Grey("MONOCHROME2", false, [Screens.Name], [Late])), new WhiteIsText());
        Assert.Multiple(() =>
        {
            Assert.That(dataset[Tags.PixelData]!.Fragments, Has.Count.EqualTo(3));
            Assert.That(Screens.At(frames, 1, Screens.Name.X, Screens.Name.Y), Is.Zero);
            Assert.That(Screens.At(frames, 0, Late.X, Late.Y), Is.Zero);
            Assert.That(Screens.At(frames, 1, 30, 30), Is.EqualTo(1000));
        });
    }

    [Test]
    public void Write_NothingFound_KeepsTheBytesAndSaysThatTheStepRan()
    {
        var file = Screens.Encoded(Screens.Grey("MONOCHROME2", false, new PixelBox[][] { [] }));
        var (dataset, _, report) = Screens.Clean(file, new WhiteIsText());
        Assert.That(dataset[Tags.PixelData]!.Fragments![1].ToArray(), Is.EqualTo(Runs.Read(file)[Tags.PixelData]!.Fragments![1].ToArray()));
        Assert.That(report.Options, Does.Contain(DeidentificationCodes.CleanPixelData));
    }

    [Test]
    public void Write_Marker_Stays()
    {
        var (_, frames, report) = Screens.Clean(Images.Bytes(Screens.Grey("MONOCHROME2", false, [Screens.Name, Late])), new WhiteIsText { MarkerAt = Late });
        Assert.That(Screens.At(frames, 0, Late.X, Late.Y), Is.EqualTo(4095));
        Assert.That(Screens.At(frames, 0, Screens.Name.X, Screens.Name.Y), Is.Zero);
        Assert.That(report.Pixels!.MarkersKept, Is.EqualTo(1));
    }

    [TestCase(true, PixelHoldReasons.OverAnatomy)]
    [TestCase(false, PixelHoldReasons.Doubtful)]
    public void Write_TextOnVaryingGround_IsHeldWithItsBox(bool certain, string reason)
    {
        var hold = Screens.Hold(Images.Bytes(OnVaryingGround(new PixelBox(26, 20, 10, 4))), new WhiteIsText { Certain = certain });
        Assert.Multiple(() =>
        {
            Assert.That(hold.Code, Is.EqualTo(RefusalCodes.PixelRisk));
            Assert.That(hold.Reason, Is.EqualTo(reason));
            Assert.That(hold.Boxes.Single().Contains(new PixelBox(26, 20, 10, 4)));
        });
    }

    [Test]
    public void Write_TextThatStaysAfterBlanking_IsHeld() => Assert.That(
        Screens.Hold(Images.Bytes(Screens.Grey("MONOCHROME2", false, [Screens.Name])), new WhiteIsText { NeverContent = true }).Reason,
        Is.EqualTo(PixelHoldReasons.NotCleared));

    [Test]
    public void Write_PageOfText_IsHeld() => Assert.That(
        Screens.Hold(Images.Bytes(Screens.Grey("MONOCHROME2", false, [new PixelBox(4, 4, 50, 30)])), new WhiteIsText()).Reason,
        Is.EqualTo(PixelHoldReasons.PageOfText));

    [Test]
    public void Write_BeyondTheBudget_IsHeld()
    {
        var file = Images.Bytes(Screens.Grey("MONOCHROME2", false, [], [Late], [Screens.Name]));
        Assert.Multiple(() =>
        {
            Assert.That(Screens.Hold(file, new WhiteIsText(), new PixelCleaningLimits { MaxMegapixels = 0.005 }).Reason, Is.EqualTo(PixelHoldReasons.OverBudget));
            Assert.That(Screens.Hold(file, new WhiteIsText(), new PixelCleaningLimits { MaxSearchedMegapixels = 0.005 }).Reason, Is.EqualTo(PixelHoldReasons.OverBudget));
            Assert.That(Screens.Hold(file, new WhiteIsText(), new PixelCleaningLimits { MaxSpoolBytes = 5000 }).Reason, Is.EqualTo(PixelHoldReasons.OverBudget));
        });
    }

    [Test]
    public void Write_WithoutADetector_IsHeldAtRiskAndElsewhereUntouched()
    {
        var screen = Images.Bytes(Screens.Grey("MONOCHROME2", false, [Screens.Name]));
        Assert.That(Screens.Hold(screen, null).Reason, Is.EqualTo(PixelHoldReasons.NoDetector));
        Assert.That(Screens.Hold(screen, new Missing()).Reason, Is.EqualTo(PixelHoldReasons.NoDetector));
        Assert.That(Screens.Hold(screen, new WhiteIsText(), profile: DeidentificationProfile.Basic).Reason, Is.EqualTo(PixelHoldReasons.AtRisk));
    }

    [Test]
    public void Write_ModalityNotAtRisk_NeverAsksTheDetector()
    {
        var detector = new WhiteIsText();
        var (_, _, report) = Screens.Clean(Images.Bytes(Screens.Grey("MONOCHROME2", false, [Screens.Name]).Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)), detector);
        Assert.That(detector.Seen, Is.Empty);
        Assert.That(report.Options, Does.Not.Contain(DeidentificationCodes.CleanPixelData));
    }

    [Test]
    public void Write_Released_BlanksWhatThePersonSaidAndNoMore()
    {
        var file = Images.Bytes(OnVaryingGround(Screens.Name, Late));
        var release = new PixelRelease("operator-1", DateTimeOffset.UnixEpoch, "looked at it", [Screens.Name]);
        var (_, frames, report) = Screens.Clean(file, null, release);
        Assert.Multiple(() =>
        {
            Assert.That(Screens.At(frames, 0, Screens.Name.X, Screens.Name.Y), Is.Zero);
            Assert.That(Screens.At(frames, 0, Late.X, Late.Y), Is.EqualTo(4095));
            Assert.That(report.Options, Does.Contain(DeidentificationCodes.CleanPixelData));
        });
    }

    [Test]
    public void Write_ReleasedAsClear_KeepsTheBytes()
    {
        var original = OnVaryingGround(Screens.Name);
        var release = new PixelRelease("operator-1", DateTimeOffset.UnixEpoch, "no name in it", []);
        foreach (var profile in new[] { DeidentificationProfile.Basic, DeidentificationProfile.ClinicalReview })
            Assert.That(Screens.Clean(Images.Bytes(original), null, release, profile).Dataset[Tags.PixelData]!.Value.ToArray(), Is.EqualTo(original[Tags.PixelData]!.Value.ToArray()));
    }

    [Test]
    public void Write_TruncatedScreen_IsRefusedAndLeavesNoFile()
    {
        var file = Images.Bytes(Screens.Grey("MONOCHROME2", false, [Screens.Name]));
        var deidentifier = new Deidentifier(DeidentificationProfile.ClinicalReview, new WhiteIsText());
        using var opened = deidentifier.Open(new MemoryStream(file[..^100]));
        var refused = Assert.Throws<InstanceRefusedException>(() => deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, Stream.Null))!;
        Assert.That(refused.Code, Is.EqualTo(RefusalCodes.Truncated));
    }

    private static FirstRead.Dicom.Datasets.DicomDataset OnVaryingGround(params PixelBox[] text)
    {
        var image = Screens.Grey("MONOCHROME2", false, text);
        var pixels = image[Tags.PixelData]!.Value.ToArray();
        for (var at = 0; at < pixels.Length / 2; at++)
            if (pixels[2 * at + 1] != 0x0F)
                pixels[2 * at + 1] = (byte)(at % 7 * 2);
        return image.Add(Tags.PixelData, Vr.OW, pixels);
    }

    private sealed class Missing : ITextDetector
    {
        public IReadOnlyList<TextBox> Detect(TextPicture picture, TextPass pass) => throw new TextDetectorUnavailableException("no model");
    }
}
