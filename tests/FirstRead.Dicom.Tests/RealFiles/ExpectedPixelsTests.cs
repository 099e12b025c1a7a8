using System.Security.Cryptography;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Tests.RealFiles;

/// <summary>The first frame of every file of the collection, against what at least two independent decoders agree on.</summary>
public class ExpectedPixelsTests
{
    [Test]
    public void FirstFrames_AreToTheBitWhatIndependentDecodersAgreeOn()
    {
        var rows = Rows();
        Assert.That(rows.Count(row => row.Hash.Length > 0), Is.EqualTo(181));
        Assert.Multiple(() =>
        {
            foreach (var row in rows.Where(row => row.Hash.Length > 0)) Assert.That(Outcome(row.Path, InMemory), Is.EqualTo(row.Hash), row.Path);
        });
    }

    [Test]
    public void FramesReadOneAtATime_AreTheSame()
    {
        var rows = Rows();
        Assert.Multiple(() =>
        {
            foreach (var row in rows.Where(row => row.Hash.Length > 0)) Assert.That(Outcome(row.Path, Streamed), Is.EqualTo(row.Hash), row.Path);
        });
    }

    private static byte[] InMemory(DicomReader reader) => PixelFrames.Open(DicomDataset.Read(reader), reader.TransferSyntax).GetFrame(0).ToArray();

    private static byte[] Streamed(DicomReader reader)
    {
        var frames = FrameReader.Open(reader);
        Assert.That(frames.Read());
        return frames.Frame;
    }

    private static string Outcome(string path, Func<DicomReader, byte[]> decode)
    {
        try
        {
            using var reader = new DicomReader(File.OpenRead(path));
            return Convert.ToHexStringLower(SHA256.HashData(decode(reader)));
        }
        catch (DicomException failure)
        {
            return failure.Message;
        }
    }

    private static List<(string Path, string Hash)> Rows()
    {
        if (SampleFiles.Collection is not { } folder)
        {
            Assert.Ignore("the collection of sample files is absent");
            throw new InvalidOperationException();
        }
        return [.. File.ReadLines(Path.Combine(folder, "expected-pixels.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Select(row => (Path.Combine(folder, row[0]), row[5]))];
    }
}
