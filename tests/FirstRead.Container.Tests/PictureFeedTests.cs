using FirstRead.Core.Analysis;
using FirstRead.Dicom.Datasets;
using FirstRead.Inference;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;

namespace FirstRead.Container.Tests;

public sealed class PictureFeedTests
{
    private static readonly AnalysisSettings Settings = BrightModel.Settings with { FetchParallelism = 3, SlicesInMemory = 4 };
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    public async Task Read_EveryPicture_ComesOnce()
    {
        var study = Study(40);
        var seen = new List<int>();
        await foreach (var index in PictureFeed.ReadAsync(Borders(study), Pictures(study), (index, _) => index, default))
            seen.Add(index);
        Assert.That(seen.Order(), Is.EqualTo(Enumerable.Range(0, 40)));
        Assert.That((study.OpenNow, study.MostOpen <= Settings.FetchParallelism), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task Read_ByANetThatIsSlow_NoMoreThanTheSettingsSayAreReady()
    {
        var study = Study(60);
        var (prepared, taken, most) = (0, 0, 0);
        await foreach (var _ in PictureFeed.ReadAsync(Borders(study), Pictures(study), (_, _) => Interlocked.Increment(ref prepared), default))
        {
            taken++;
            // Until nothing more can come: a feed without bounds would be through with all by the tenth.
            using var patience = new CancellationTokenSource(Patience);
            while (Volatile.Read(ref prepared) < Math.Min(60, taken + Settings.SlicesInMemory))
                await Task.Delay(1, patience.Token);
            await Task.Delay(5, default);
            most = Math.Max(most, Volatile.Read(ref prepared) - taken);
        }
        Assert.That(most, Is.LessThanOrEqualTo(Settings.SlicesInMemory + Settings.FetchParallelism));
    }

    [Test]
    public async Task Read_ReaderLeavesEarly_NothingStaysOpen()
    {
        var study = Study(60);
        await foreach (var _ in PictureFeed.ReadAsync(Borders(study), Pictures(study), (index, _) => index, default))
            break;
        Assert.That(study.OpenNow, Is.Zero);
    }

    [Test]
    public void Read_OnePictureBroken_ThrowsItsFailureAndEnds()
    {
        var study = Study(60);
        study.Corrupt(30, _ => new byte[5000]);
        Assert.That(async () => await CountAsync(study), Throws.TypeOf<StudyFailedException>().With.Property("Code").EqualTo(AnalysisCodes.UnreadableObject));
        Assert.That(study.OpenNow, Is.Zero);
    }

    [Test]
    public async Task Header_OfADecodedPicture_HoldsNoPixels()
    {
        var study = Study(1);
        await foreach (var header in PictureFeed.ReadAsync(Borders(study), Pictures(study), (_, picture) => picture.Header, default))
            Assert.That(header.Contains(Dicom.Tags.PixelData), Is.False);
    }

    private static async Task<int> CountAsync(MemoryStudy study)
    {
        var count = 0;
        await foreach (var _ in PictureFeed.ReadAsync(Borders(study), Pictures(study), (index, _) => index, default))
            count++;
        return count;
    }

    private static StudyBorders Borders(MemoryStudy study) => new(study, study, Settings, new(TimeProvider.System));

    private static PictureFrame[] Pictures(MemoryStudy study) => [.. study.Instances.Select(instance => new PictureFrame(instance))];

    private static MemoryStudy Study(int pictures) => new([.. Heads.Series(1, pictures).Select(slice => slice.File())]);
}
