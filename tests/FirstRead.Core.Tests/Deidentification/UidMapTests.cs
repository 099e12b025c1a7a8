using System.Numerics;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class UidMapTests
{
    private static readonly UidMap Map = new(new byte[32], ClinicId.Parse("north"));

    [Test]
    public void Map_KnownKeyAndUid_IsThisUidForEver()
    {
        Assert.That(Map.Map("1.2.3.4"), Is.EqualTo("2.25.222494835477240066997129208099064301796"));
    }

    [Test]
    public void Map_AnyUid_IsAVersion8Uuid()
    {
        foreach (var number in Enumerable.Range(0, 500))
        {
            var uid = Map.Map($"1.2.3.{number}");
            var uuid = (UInt128)BigInteger.Parse(uid["2.25.".Length..]);

            Assert.That(uid, Has.Length.LessThanOrEqualTo(64));
            Assert.That((int)(uuid >> 76) & 0xF, Is.EqualTo(8));
            Assert.That((int)(uuid >> 62) & 0x3, Is.EqualTo(2));
        }
    }

    [Test]
    public void Map_PaddedUid_IsTheSame() => Assert.That(Map.Map("1.2.3.4\0"), Is.EqualTo(Map.Map("1.2.3.4")));

    [Test]
    public void Map_RegisteredUid_IsKept() => Assert.That(Map.Map("1.2.840.10008.5.1.4.1.1.4"), Is.EqualTo("1.2.840.10008.5.1.4.1.1.4"));

    [Test]
    public void StudyOf_StudyUid_HasTheDigitsOfTheNewUid()
    {
        var uuid = (UInt128)BigInteger.Parse(Map.Map("1.2.3.4")["2.25.".Length..]);

        Assert.That(Map.StudyOf("1.2.3.4"), Is.EqualTo(StudyId.From(ClinicId.Parse("north"), uuid)));
    }
}
