using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Models;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Registry;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

public sealed class CompressedInputTests
{
    [Test]
    public void CompressedSlice_HasTheSameValues()
    {
        var study = DaikonSeries.AsItIs();
        var native = Read(study);
        study.Corrupt(0, file => Encapsulated(file, TransferSyntax.RleLossless, frames => RleEncoder.Encode(frames.GetFrame(0).Span, frames.Description)));
        Assert.That(Read(study), Is.EqualTo(native));
    }

    [TestCase("1.2.840.10008.1.2.4.110", "undecodable-pixels", "JPEG XL Lossless (1.2.840.10008.1.2.4.110)")]
    [TestCase("1.2.840.10008.1.2.4.70", "unreadable-object", "The JPEG frame is broken")]
    public void SliceThatCannotBeDecoded_FailsTheStudy_AndSaysWhy(string syntax, string code, string why)
    {
        var study = DaikonSeries.AsItIs();
        study.Corrupt(0, file => Encapsulated(file, TransferSyntax.Find(syntax)!, _ => [1, 2, 3, 4]));
        var failure = Assert.Throws<StudyFailedException>(() => Read(study));
        Assert.That((failure!.Code, failure.Message.Contains(why, StringComparison.Ordinal)), Is.EqualTo((code, true)), failure.Message);
    }

    private static float[] Read(MemoryStudy study)
    {
        using var file = new MemoryStream(study.FileOf(study.Instances[0]));
        return SliceFile.ReadPicture(file, study.Instances[0]).Grey(VoiUse.Ignored).Values;
    }

    private static byte[] Encapsulated(byte[] file, TransferSyntax syntax, Func<PixelFrames, byte[]> encode)
    {
        var dataset = DicomDataset.Read(new MemoryStream(file));
        var frames = PixelFrames.Open(dataset, TransferSyntax.ExplicitLittleEndian);
        dataset.Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, encode(frames) }));
        var target = new MemoryStream();
        dataset.WriteFile(target, syntax);
        return target.ToArray();
    }
}
