using FirstRead.Core.Identity;

namespace FirstRead.Core.Tests.Identity;

public sealed class KeyringTests
{
    private static readonly SystemRandomSource Random = new();

    [Test]
    public void Parse_OfItsOwnJson_IsTheSameRing()
    {
        var ring = Keyring.Create(Random).Rotate(Random);
        var read = Keyring.Parse(ring.ToJson());

        Assert.That(read.Current, Is.EqualTo(2));
        Assert.That(read.Versions, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(read.CurrentKey, Is.EqualTo(ring.CurrentKey));
        Assert.That(ring.ToString(), Does.Not.Contain(Convert.ToBase64String(ring.CurrentKey)));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"current":1,"keys":{}}""")]
    [TestCase("""{"current":1,"keys":{"1":"AAAA"}}""")]
    [TestCase("""{"current":2,"keys":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}""")]
    [TestCase("""{"current":1,"keys":{"one":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}""")]
    public void Parse_NoKeyring_ThrowsWithoutTheValue(string json)
    {
        var problem = Assert.Throws<FormatException>(() => Keyring.Parse(json));

        Assert.That(problem!.Message, Does.Not.Contain("AAAA"));
    }
}
