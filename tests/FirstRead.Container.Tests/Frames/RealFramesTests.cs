using FirstRead.Core.Analysis;
using FirstRead.Inference.Commands;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests.Frames;

/// <summary>Objects of several frames as scanners, archives and toolkits write them. The files are not in the repository.</summary>
public sealed class RealFramesTests
{
    private static readonly string Files = Path.Combine(
        Environment.GetEnvironmentVariable("FIRSTREAD_SHARED_DATA") ?? RepositoryRoot.Combine("..", "shared", "data"), "dicom");

    [TestCase("image-mr/emri_small.dcm", 10, TestName = "Enhanced MR, native")]
    [TestCase("codec-jls80/emri_small_jpeg_ls_lossless.dcm", 10, TestName = "Enhanced MR, JPEG-LS")]
    [TestCase("codec-j2k90/emri_small_jpeg_2k_lossless.dcm", 10, TestName = "Enhanced MR, JPEG 2000")]
    [TestCase("enc-ebe/emri_small_big_endian.dcm", 10, TestName = "Enhanced MR, big endian")]
    [TestCase("image-mr/IM-0001-0001-0001.dcm", 8, TestName = "Enhanced MR of Siemens")]
    [TestCase("image-mr/IM_0027_fMAP.dcm", 64, TestName = "Enhanced MR of Philips, a field map")]
    [TestCase("image-mr/001.dcm", 8, TestName = "Enhanced MR of Hyperfine")]
    [TestCase("image-mr/mr_brucker.dcm", 4, TestName = "Enhanced MR of Bruker")]
    [TestCase("image-ct/CT0012.explicit_little_endian.dcm", 2, TestName = "Enhanced CT, native")]
    [TestCase("image-ct/CT0012.fragmented_no_bot_jpeg_ls.80.dcm", 2, TestName = "Enhanced CT, JPEG-LS in pieces")]
    [TestCase("image-ct/mf.dcm", 3, TestName = "Legacy converted CT")]
    [TestCase("codec-jpeg50/examples_ybr_color.dcm", 30, TestName = "Ultrasound clip")]
    [TestCase("image-ot/SC_rgb_2frame.dcm", 2, TestName = "Secondary capture of two frames")]
    [TestCase("image-rtdose/rtdose.dcm", 15, TestName = "RT dose")]
    public async Task Analyze_ObjectOfFrames_SaysWhyNoModelIsForIt(string path, int frames)
    {
        var study = FolderStudy.Open(Find(path), null, null, _ => { });
        Assert.That(study.Instances.Single().Frames, Is.EqualTo(frames));
        using var analysis = new StudyAnalysis(
            InstalledModel.LoadAll(RepositoryRoot.Combine("inference-container", "models")), new OnnxNets(BrightModel.Settings, BrightModel.Quiet), BrightModel.Settings, TimeProvider.System);
        var result = await analysis.RunAsync(new(FolderStudy.Id, 1, Simulated: false), study, sink: null, CancellationToken.None);
        Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.NotApplicable));
        Assert.That(result.Reason, Does.StartWith("no-model-applies: "));
        TestContext.Out.WriteLine(result.Reason);
    }

    /// <summary>What the header's groups say of places makes stacks, and each frame is decoded by itself.</summary>
    [TestCase("image-mr/001.dcm", 8, 5.0, 1)]
    [TestCase("image-mr/IM-0001-0001-0001.dcm", 8, 0.9, 1)]
    [TestCase("image-ct/mf.dcm", 3, 2.5, 1)]
    [TestCase("image-mr/IM_0027_fMAP.dcm", 32, 4.0, 2)]
    public async Task Frames_OfAScanner_MakeStacks(string path, int slices, double distance, int volumes)
    {
        var study = FolderStudy.Open(Find(path), null, null, _ => { });
        var found = await SeriesReader.ReadAsync(study, new(new HashSet<string> { "MR", "CT" }, new HashSet<string>()), 2, default);
        TestContext.Out.WriteLine(string.Join("; ", found.Select(one => one.Facts.Volume?.Name)));
        Assert.That(found.Select(one => one.Facts.Geometry.Problem), Is.All.Null);
        Assert.That(found.Select(one => one.Facts.Geometry.Stack!.Slices.Count), Is.EqualTo(Enumerable.Repeat(slices, volumes)));
        var stack = found[0].Facts.Geometry.Stack!;
        Assert.That(stack.DistanceMm, Is.EqualTo(distance).Within(1e-3));
        var borders = new StudyBorders(study, null, BrightModel.Settings, new(TimeProvider.System));
        var sizes = await PictureFeed.ReadAsync(borders, [.. stack.Slices.Select(PictureFrame.Of)], (_, picture) => picture.Grey(Core.Analysis.Models.VoiUse.Ignored).Values.Length, default).ToListAsync();
        Assert.That(sizes, Has.Count.EqualTo(slices).And.All.EqualTo(study.Instances[0].Rows * study.Instances[0].Columns));
    }

    private static string Find(string path)
    {
        var file = Path.Combine(Files, path);
        if (!File.Exists(file))
            Assert.Ignore($"{path} is not at hand: set FIRSTREAD_SHARED_DATA.");
        return file;
    }
}
