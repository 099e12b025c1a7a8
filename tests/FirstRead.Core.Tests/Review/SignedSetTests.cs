using FirstRead.Core.Review;
using FirstRead.Core.Storage;

namespace FirstRead.Core.Tests.Review;

public class SignedSetTests
{
    private const string Folder = "results/north.00000000000000000000000000001234/signed-000002-0f0f";
    private static readonly Signature Signed = new("Glioma.", "Dr. A", "sub-a", Sample.Noon, 1);

    [Test]
    public void Signed_Key_IsAStoredLiteral() =>
        Assert.That(ObjectKeys.Signed(Sample.Id, 2, "0f0f", SignedSet.ReportName), Is.EqualTo($"{Folder}/report.dcm"));

    [Test]
    public void SignedSet_OfASignature_NamesEachDocument()
    {
        var set = SignedSet.Of(Signed with { Act = "0f0f", Objects = [.. new[] { "report.dcm", "segmentation.dcm", "presentation-1.dcm", "presentation-2.dcm", "report.pdf", "fhir.json" }.Select(name => $"{Folder}/{name}")] });
        Assert.Multiple(() =>
        {
            Assert.That((set.Report, set.Segmentation, set.Pdf, set.Fhir), Is.EqualTo(($"{Folder}/report.dcm", $"{Folder}/segmentation.dcm", $"{Folder}/report.pdf", $"{Folder}/fhir.json")));
            Assert.That(set.Presentations, Is.EqualTo(new[] { $"{Folder}/{SignedSet.PresentationName(1)}", $"{Folder}/{SignedSet.PresentationName(2)}" }));
        });
    }

    [Test]
    public void SignedSet_OfASignatureWithoutDocuments_IsEmpty()
    {
        var set = SignedSet.Of(Signed);
        Assert.That((set.Report, set.Segmentation, set.Presentations.Count, set.Pdf, set.Fhir), Is.EqualTo(((string?)null, (string?)null, 0, (string?)null, (string?)null)));
    }
}
