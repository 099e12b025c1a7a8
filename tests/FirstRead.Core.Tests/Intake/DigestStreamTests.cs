using System.Security.Cryptography;
using FirstRead.Core.Intake;

namespace FirstRead.Core.Tests.Intake;

public sealed class DigestStreamTests
{
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(4096)]
    public void Read_InAnyPieces_KnowsLengthAndDigest(int piece)
    {
        var content = new byte[10_000];
        new Random(1).NextBytes(content);
        using var stream = new DigestStream(new MemoryStream(content));

        while (stream.Read(new byte[piece]) > 0)
        {
        }

        Assert.That((stream.Position, stream.Sha256), Is.EqualTo((10_000L, Convert.ToHexStringLower(SHA256.HashData(content)))));
    }
}
