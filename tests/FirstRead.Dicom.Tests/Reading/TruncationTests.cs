using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Reading;

public class TruncationTests
{
    private static IEnumerable<TransferSyntax> Syntaxes => [.. Pictures.NativeSyntaxes, TransferSyntax.RleLossless];

    [TestCaseSource(nameof(Syntaxes))]
    public void File_CutAtAnyByte_NeverReadsAsWhole(TransferSyntax syntax)
    {
        var dataset = Pictures.Mr();
        if (syntax.IsEncapsulated) dataset.Set(new DicomElement(Tags.PixelData, Vr.OB, new ReadOnlyMemory<byte>[] { default, new byte[] { 1, 2, 3, 4 } }));
        var file = Pictures.ToFile(dataset, syntax);
        var end = syntax.IsDeflated && file[^1] == 0 ? file.Length - 1 : file.Length;
        for (var length = 0; length < end; length++)
        {
            var failure = Assert.Throws<DicomException>(() => ReadAll(file[..length]), $"cut after {length} of {file.Length}");
            Assert.That(failure!.Code, Is.AnyOf(DicomErrorCodes.Truncated, DicomErrorCodes.NotDicom), $"cut after {length}");
        }
        Assert.That(() => ReadAll(file), Throws.Nothing);
    }

    [Test]
    public void Image_WithoutPixels_IsTruncated_UnlessAllowed()
    {
        var dataset = Pictures.Mr();
        dataset.Remove(Tags.PixelData);
        var file = Pictures.ToFile(dataset);
        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<DicomException>(() => ReadAll(file))!.Code, Is.EqualTo("truncated"));
            Assert.That(() => ReadAll(file, new ReadLimits { RequirePixels = false }), Throws.Nothing);
        });
    }

    private static void ReadAll(byte[] file, ReadLimits? limits = null)
    {
        using var reader = new DicomReader(new MemoryStream(file), limits);
        while (reader.Read()) { }
    }
}
