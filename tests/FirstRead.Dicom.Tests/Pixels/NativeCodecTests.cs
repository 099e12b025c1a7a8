using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Pixels.Codecs.Jpeg;
using FirstRead.Dicom.Pixels.Codecs.Native;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Pixels;

public class NativeCodecTests
{
    [Test]
    public void OurJpegDecoder_IsLibturbojpegsEqual()
    {
        var samples = EncodedSamples.All().Where(sample => sample.Syntax.Uid is "1.2.840.10008.1.2.4.50" or "1.2.840.10008.1.2.4.51" && sample.Shape.BitsAllocated == 8).ToList();
        if (samples.Count == 0) { Assert.Ignore("there are no JPEG frames on this machine"); return; }
        foreach (var (_, bytes, shape, syntax) in samples)
        {
            var (header, decoded) = (JpegHeader.Read(bytes, "JPEG"), FrameDecoder.Describe(shape, syntax));
            if (header.Shape.Bits != 8) continue;
            Assert.That(JpegDecoder.Decode(bytes, decoded, header, DecodeLimits.Default), Is.EqualTo(TurboJpeg.Decode(bytes, decoded)));
        }
    }

    [TestCase((int)FrameCoding.JpegLs, "1.2.840.10008.1.2.4.80", "libcharls2"), TestCase((int)FrameCoding.Jpeg2000, "1.2.840.10008.1.2.4.90", "libopenjp2-7")]
    public void MissingLibrary_IsNamedByItsPackage(int coding, string uid, string package)
    {
        var cause = new DllNotFoundException();
        var failure = NativePackages.Missing((FrameCoding)coding, TransferSyntax.Find(uid)!, cause);
        Assert.Multiple(() =>
        {
            Assert.That(NativePackages.IsMissing(cause));
            Assert.That(failure.Code, Is.EqualTo("cannot-decode"));
            Assert.That(failure.Message, Does.Contain("apt-get install " + package).And.Contain(uid));
        });
    }
}
