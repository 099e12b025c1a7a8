using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class CodeListTests
{
    [TestCase("DCM", "113701", "X-Ray Radiation Dose Report")]
    [TestCase("DCM", "113830", "Mean CTDIvol")]
    [TestCase("SCT", "12738006", "Brain")]
    [TestCase("SRT", "T-A0100", "Brain")]
    [TestCase("SNM3", "T-D3000", "Chest")]
    [TestCase("SRT", "G-A101", "Left")]
    [TestCase("UCUM", "mGy.cm", "milligray centimeter")]
    [TestCase("UCUM", "/min", "per minute")]
    [TestCase("UMLS", "C0000001", null)]
    [TestCase("99LOCAL", "4711", null)]
    [TestCase("", "", null)]
    [TestCase("DCM", "113830\tMean", null)]
    [TestCase("zzz", "zzz", null)]
    public void MeaningOf_Code_IsAsTheListSpellsIt(string scheme, string value, string? meaning) =>
        Assert.That(CodeList.MeaningOf(scheme, value), Is.EqualTo(meaning));

    [Test]
    public void MeaningOf_EveryRow_IsFound()
    {
        foreach (var row in EmbeddedTable.Rows("codes.tsv"))
            Assert.That(CodeList.MeaningOf(row[0], row[1]), Is.EqualTo(row[2]), $"{row[0]} {row[1]}");
        foreach (var row in EmbeddedTable.Rows("srt-codes.tsv"))
            Assert.That(CodeList.MeaningOf("SRT", row[0]), Is.EqualTo(CodeList.MeaningOf("SCT", row[1])).And.Not.Null, row[0]);
    }
}
