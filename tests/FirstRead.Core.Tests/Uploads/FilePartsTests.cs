using FirstRead.Core.Uploads;

namespace FirstRead.Core.Tests.Uploads;

public sealed class FilePartsTests
{
    [TestCase(FileParts.Threshold, false)]
    [TestCase(FileParts.Threshold + 1, true)]
    public void Needs_AtTheThreshold_Decides(long bytes, bool needs) => Assert.That(FileParts.Needs(bytes), Is.EqualTo(needs));

    [TestCase(FileParts.Threshold + 1)]
    [TestCase(FileParts.PartBytes * 7)]
    [TestCase((FileParts.PartBytes * 7) + 1)]
    [TestCase(5L * 1024 * 1024 * 1024)]
    public void Parts_OfAFile_AreTheFile(long bytes)
    {
        var parts = Enumerable.Range(1, FileParts.CountOf(bytes)).Select(number => FileParts.BytesOf(bytes, number)).ToList();
        Assert.That(parts.Sum(), Is.EqualTo(bytes));
        Assert.That(parts.SkipLast(1), Has.All.EqualTo(FileParts.PartBytes));
        Assert.That(parts[^1], Is.GreaterThan(0));
        Assert.That(parts, Has.Count.LessThanOrEqualTo(10_000), "S3 takes no more");
    }
}
