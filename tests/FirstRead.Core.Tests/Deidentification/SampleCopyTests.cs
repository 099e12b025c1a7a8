using FirstRead.Core.Deidentification;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Files;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>Pixels take one of three ways through the de-identifier: by the kernel, here, or read ahead. All end alike.</summary>
public sealed class SampleCopyTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("firstread-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase(300, 16)]
    [TestCase(300, 12)]
    [TestCase(5200, 16)]
    [TestCase(5200, 12)]
    public void Write_FromFileToFile_GivesTheBytesOfTheGeneralWay(int side, int stored)
    {
        var bytes = Images.Bytes(Image(side, stored));
        var (expected, _) = Runs.Run(bytes, DeidentificationProfile.Basic);

        var written = FromFileToFile(bytes, DeidentificationProfile.Basic);

        Assert.That(written.AsSpan().SequenceEqual(expected), Is.True);
    }

    [TestCase(300, 16, 0.5)]
    [TestCase(300, 12, 0.5)]
    [TestCase(300, 16, 1.0)]
    [TestCase(5200, 16, 0.9)]
    [TestCase(5200, 12, 0.9)]
    public void Write_FileThatShrinksMeanwhile_IsTruncated(int side, int stored, double left)
    {
        var bytes = Images.Bytes(Image(side, stored));
        var path = Path.Combine(folder, "source");
        File.WriteAllBytes(path, bytes);
        var deidentifier = new Deidentifier(DeidentificationProfile.Basic);
        using var source = new SourceFileStream(path);
        using var opened = deidentifier.Open(source);
        // The header and what the window holds have been read; the rest goes now.
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength((long)(bytes.Length * left) - 1);
        using var target = new NewFileStream(folder);

        var refusal = Assert.Throws<InstanceRefusedException>(() => deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, target));

        Assert.That(refusal!.Code, Is.EqualTo(RefusalCodes.Truncated));
    }

    [Test]
    public void Write_TargetThatFails_ThrowsItsExceptionAndLeavesNoThread()
    {
        var bytes = Images.Bytes(Image(5200, 12));
        var deidentifier = new Deidentifier(DeidentificationProfile.Basic);
        using var opened = deidentifier.Open(new MemoryStream(bytes));

        Assert.Throws<IOException>(() => deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, new FullStream(20 << 20)));
    }

    private byte[] FromFileToFile(byte[] bytes, DeidentificationProfile profile)
    {
        var (from, to) = (Path.Combine(folder, "source"), Path.Combine(folder, "target"));
        File.WriteAllBytes(from, bytes);
        var deidentifier = new Deidentifier(profile);
        using (var source = new SourceFileStream(from))
        using (var opened = deidentifier.Open(source))
        using (var target = new NewFileStream(folder))
        {
            deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, target);
            Assert.That(target.TryKeep(to), Is.True);
        }
        return File.ReadAllBytes(to);
    }

    private static DicomDataset Image(int side, int stored)
    {
        var pixels = new byte[side * side * 2];
        new Random(side + stored).NextBytes(pixels);
        return Images.Mr().Add(Tags.Rows, side).Add(Tags.Columns, side).Add(Tags.BitsStored, stored).Add(Tags.HighBit, stored - 1).Add(Tags.PixelData, Vr.OW, pixels);
    }

    /// <summary>Takes so many bytes and no more.</summary>
    private sealed class FullStream(long room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            room -= buffer.Length;
            if (room < 0)
                throw new IOException("No space left.");
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
