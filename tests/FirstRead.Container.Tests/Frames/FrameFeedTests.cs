using FirstRead.Core.Analysis;
using FirstRead.Dicom;
using FirstRead.Inference;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests.Frames;

/// <summary>Frames of one object on their way to the net: in one pass, within the bounds, whatever its size.</summary>
public sealed class FrameFeedTests
{
    private const int Frames = 60;
    private static readonly AnalysisSettings Settings = BrightModel.Settings with { FetchParallelism = 3, SlicesInMemory = 4 };

    [TestCase(false, false)]
    [TestCase(true, true)]
    [TestCase(true, false)]
    public async Task Read_EveryFrame_ComesOnceWithItsOwnHeader_InOnePass(bool encapsulated, bool table)
    {
        var study = Study(encapsulated, table);
        var seen = new List<(int Index, double? Z)>();
        await foreach (var one in PictureFeed.ReadAsync(Borders(study), Pictures(study), (index, picture) => (index, (double?)picture.Header.GetDoubles(Tags.ImagePositionPatient)[2]), default))
            seen.Add(one);
        Assert.That(seen.Order(), Is.EqualTo(Enumerable.Range(0, Frames).Select(index => (index, (double?)(5.0 * (Frames - 1 - index))))));
        Assert.That((study.MostOpen, study.OpenNow), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Read_ByANetThatIsSlow_ReadsNoFurtherThanTheSettingsSay()
    {
        var study = Study(encapsulated: true, table: false);
        var (prepared, taken, most) = (0, 0, 0);
        await foreach (var _ in PictureFeed.ReadAsync(Borders(study), Pictures(study), (_, _) => Interlocked.Increment(ref prepared), default))
        {
            taken++;
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (Volatile.Read(ref prepared) < Math.Min(Frames, taken + Settings.SlicesInMemory))
                await Task.Delay(1, patience.Token);
            await Task.Delay(2, default);
            most = Math.Max(most, Volatile.Read(ref prepared) - taken);
        }
        Assert.That(most, Is.LessThanOrEqualTo(Settings.SlicesInMemory + Settings.FetchParallelism));
    }

    [Test]
    public async Task Read_ReaderLeavesEarly_NothingStaysOpen()
    {
        var study = Study(encapsulated: false, table: false);
        await foreach (var _ in PictureFeed.ReadAsync(Borders(study), Pictures(study), (index, _) => index, default))
            break;
        Assert.That(study.OpenNow, Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Read_ObjectCutOffInTheMiddle_ThrowsItsFailureAndEnds(bool encapsulated)
    {
        var study = Study(encapsulated, table: false);
        study.Corrupt(0, file => file[..(file.Length / 2)]);
        Assert.That(
            async () => await PictureFeed.ReadAsync(Borders(study), Pictures(study), (index, _) => index, default).ToListAsync(),
            Throws.TypeOf<StudyFailedException>().With.Property("Code").EqualTo(AnalysisCodes.UnreadableObject));
        Assert.That(study.OpenNow, Is.Zero);
    }

    [Test]
    public async Task Read_SomeFrames_PassesOverTheOthers()
    {
        var study = Study(encapsulated: true, table: true);
        var read = await PictureFeed.ReadAsync(Borders(study), [new(study.Instances[0], 41), new(study.Instances[0], 2)], (index, picture) => (index, picture.Header.GetInt(Tags.ReferencedFrameNumber)), default).ToListAsync();
        Assert.That(read.Order(), Is.EqualTo(new[] { (0, (int?)41), (1, (int?)2) }));
    }

    private static StudyBorders Borders(MemoryStudy study) => new(study, study, Settings, new(TimeProvider.System));

    private static PictureFrame[] Pictures(MemoryStudy study) => [.. Enumerable.Range(0, Frames).Select(index => new PictureFrame(study.Instances[0], Frames - index))];

    private static MemoryStudy Study(bool encapsulated, bool table) =>
        new([EnhancedObject.File(EnhancedObject.Mr([.. Heads.Series(1, Frames)], "2.25.795"), encapsulated, table)]);
}
