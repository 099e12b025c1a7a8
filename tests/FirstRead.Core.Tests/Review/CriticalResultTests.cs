using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Review;

/// <summary>Who must be told, and what the signed documents say of it.</summary>
public class CriticalResultTests
{
    private static readonly DateTimeOffset SignedAt = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly CriticalFinding Mass = new("f1", "Enhancing mass");

    [Test]
    public void Words_OfWhatWasTold_SayHowLongBeforeTheSignatureAndNoDate()
    {
        var told = new Communication("Dr. Meier, ward 3", CommunicationMeans.Phone, SignedAt.AddMinutes(-8), true, "Dr. A", "sub-a", SignedAt);
        Assert.That(
            new Signature("Glioma.", "Dr. A", "sub-a", SignedAt, 1, Critical: new([Mass], told)).Words,
            Is.EqualTo("Glioma.\n\nCritical result (Enhancing mass): told to Dr. Meier, ward 3 by telephone, 8 min before this signature; read back."));
    }

    [Test]
    public void Words_WhereNobodyWasTold_SaySo() => Assert.That(
        new Signature("Glioma.", "Dr. A", "sub-a", SignedAt, 1, Critical: new([Mass], null)).Words, Does.EndWith("nobody had been told of it when this was signed."));

    [Test]
    public void Words_WithoutACriticalFinding_AreTheImpression() => Assert.That(new Signature("Clear.", "Dr. A", "sub-a", SignedAt, 1).Words, Is.EqualTo("Clear."));

    [TestCase("phone")]
    [TestCase("in-person")]
    [TestCase("message")]
    public void Means_HaveTheirStoredNames(string name) => Assert.That(CommunicationMeansNames.Of(CommunicationMeansNames.Parse(name)!.Value), Is.EqualTo(name));

    [Test]
    public void WorklistPlace_OfARank_IsReadBackAndNothingElseIs()
    {
        var place = WorklistPlace.Of(Sample.Study());
        Assert.Multiple(() =>
        {
            Assert.That(WorklistPlace.Parse(place.Rank), Is.EqualTo(place));
            foreach (var text in (string[])["", "6", "6#x", "6#2026#not-an-id", "66#2026#" + place.Study])
                Assert.That(WorklistPlace.Parse(text), Is.Null, text);
        });
    }
}
